"""What is in a data set, as one HTML page: `python -m training eda`."""
