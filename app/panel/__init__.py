"""The report panel: five attribute cards and the heat legend, shared by the live and the photo page."""
