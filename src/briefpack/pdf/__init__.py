"""Pages become the bytes of a PDF file, through ReportLab's document objects, which no other package imports."""
