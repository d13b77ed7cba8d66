"""The store: schema, registry, records, timeline, publishing and exports."""
