"""What may be called a change between scans: repeat errors, comparable conditions, and the words for both."""
