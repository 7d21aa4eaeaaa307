"""Small widgets that the window and all pages share."""
