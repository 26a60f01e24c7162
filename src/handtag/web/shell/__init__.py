"""What surrounds every page: the frame, the menu, who you are, log-in, error pages, and how a view answers. No area's business."""
