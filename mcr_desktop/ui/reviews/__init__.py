"""The Reviews place: whose reviews to print, for whom, and the PDF itself before it is printed."""
