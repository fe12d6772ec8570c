"""What every page is made of: the template around it, charts, paper.

``pages`` holds the template, ``charts`` draws, ``printing`` makes a PDF.
"""
