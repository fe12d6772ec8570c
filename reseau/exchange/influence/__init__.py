"""Influences and positions in the workbook of a workshop, made and read."""
