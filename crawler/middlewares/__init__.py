"""Scrapy middlewares that refuse, wait and tell, where Scrapy's own drop or hurry."""
