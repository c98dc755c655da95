"""Files in and out: readers, mappings, typed rows and rejects, receipts, writers."""
