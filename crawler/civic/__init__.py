"""What boards' pages have in common, on whatever platform: dates, actions, statuses, rosters."""
