"""`make soak`: the phone's flow under faults, counted."""
