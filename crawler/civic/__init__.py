"""What boards' pages have in common, on whatever platform: dates, report numbers, actions, statuses, rosters."""
