"""Pages of the desk: promises."""

urlpatterns = []
