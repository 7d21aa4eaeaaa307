"""A picture with what lies over it: canvas, zoom, heat, outlines; shared by the pages that show photographs."""
