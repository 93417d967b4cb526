"""Account reviews: one frozen snapshot of a customer and a period, the PDFs made of it, and those issued."""

from mcr_desktop.services.reviews.service import ReviewService

__all__ = ["ReviewService"]
