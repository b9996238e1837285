"""Public pages."""

urlpatterns = []
