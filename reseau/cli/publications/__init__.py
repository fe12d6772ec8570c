"""What is handed out: ``reseau map``, ``atlas``, ``brief``, ``site``, ``workbook``."""
