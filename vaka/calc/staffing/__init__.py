"""The night: how staffing, walking, planned checks and alarms meet, simulated event by event."""
