"""Pages of the portal: mailbox."""

urlpatterns = []
