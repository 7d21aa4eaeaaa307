"""The live scan: camera, threads, auto-shutter and the page that shows them."""
