"""Files in and out: pure parsing into rows with places, and writing."""
