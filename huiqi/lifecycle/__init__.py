"""The life of a cycle: created, from nothing or from an older one."""
