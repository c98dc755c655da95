"""How Swedish papers write figures, dates and periods."""
