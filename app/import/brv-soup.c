/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stand-ins for the functions of libsoup: each calls the one of the library, which is loaded late. */

#include "config.h"

#include "import/brv-soup.h"

#include "base/brv-companion.h"

#define MODULE     "brevier-soup.so"
#define FIND(name) BRV_COMPANION_FUNCTION (MODULE, name)

/**
 * brv_soup_load:
 *
 * Loads the library, if that was not done before.
 *
 * Returns: whether it is there
 */
gboolean
brv_soup_load (void)
{
  return brv_companion_load (MODULE);
}

void
soup_message_add_flags (SoupMessage *msg, SoupMessageFlags flags)
{
  FIND (soup_message_add_flags) (msg, flags);
}

SoupMessageHeaders *
soup_message_get_request_headers (SoupMessage *msg)
{
  return FIND (soup_message_get_request_headers) (msg);
}

SoupMessageHeaders *
soup_message_get_response_headers (SoupMessage *msg)
{
  return FIND (soup_message_get_response_headers) (msg);
}

SoupStatus
soup_message_get_status (SoupMessage *msg)
{
  return FIND (soup_message_get_status) (msg);
}

goffset
soup_message_headers_get_content_length (SoupMessageHeaders *hdrs)
{
  return FIND (soup_message_headers_get_content_length) (hdrs);
}

const char *
soup_message_headers_get_content_type (SoupMessageHeaders *hdrs, GHashTable **params)
{
  return FIND (soup_message_headers_get_content_type) (hdrs, params);
}

const char *
soup_message_headers_get_one (SoupMessageHeaders *hdrs, const char *name)
{
  return FIND (soup_message_headers_get_one) (hdrs, name);
}

void
soup_message_headers_replace (SoupMessageHeaders *hdrs, const char *name, const char *value)
{
  FIND (soup_message_headers_replace) (hdrs, name, value);
}

SoupMessage *
soup_message_new_from_uri (const char *method, GUri *uri)
{
  return FIND (soup_message_new_from_uri) (method, uri);
}

void
soup_session_abort (SoupSession *session)
{
  FIND (soup_session_abort) (session);
}

GType
soup_session_get_type (void)
{
  return FIND (soup_session_get_type) ();
}

void
soup_session_send_async (SoupSession *session,
                         SoupMessage *msg,
                         int io_priority,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  FIND (soup_session_send_async) (session, msg, io_priority, cancellable, callback, user_data);
}

GInputStream *
soup_session_send_finish (SoupSession *session, GAsyncResult *result, GError **error)
{
  return FIND (soup_session_send_finish) (session, result, error);
}
