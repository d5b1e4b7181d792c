/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stand-ins for the functions of libsoup: each calls the one of the library, which is loaded late. */

#include "config.h"

#include "import/brv-soup.h"

#include "base/brv-companion.h"

#define MODULE "brevier-soup.so"
#define STAND_IN(type, name, parameters, arguments) \
  BRV_COMPANION_STAND_IN (MODULE, type, name, parameters, arguments)

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

STAND_IN (void, soup_message_add_flags, (SoupMessage * msg, SoupMessageFlags flags), (msg, flags))
STAND_IN (SoupMessageHeaders *, soup_message_get_request_headers, (SoupMessage * msg), (msg))
STAND_IN (SoupMessageHeaders *, soup_message_get_response_headers, (SoupMessage * msg), (msg))
STAND_IN (SoupStatus, soup_message_get_status, (SoupMessage * msg), (msg))
STAND_IN (goffset, soup_message_headers_get_content_length, (SoupMessageHeaders * hdrs), (hdrs))
STAND_IN (const char *,
          soup_message_headers_get_content_type,
          (SoupMessageHeaders * hdrs, GHashTable **params),
          (hdrs, params))
STAND_IN (const char *,
          soup_message_headers_get_one,
          (SoupMessageHeaders * hdrs, const char *name),
          (hdrs, name))
STAND_IN (void,
          soup_message_headers_replace,
          (SoupMessageHeaders * hdrs, const char *name, const char *value),
          (hdrs, name, value))
STAND_IN (SoupMessage *, soup_message_new_from_uri, (const char *method, GUri *uri), (method, uri))
STAND_IN (void, soup_session_abort, (SoupSession * session), (session))
STAND_IN (GType, soup_session_get_type, (void), ())
STAND_IN (void,
          soup_session_send_async,
          (SoupSession * session,
           SoupMessage *msg,
           int io_priority,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data),
          (session, msg, io_priority, cancellable, callback, user_data))
STAND_IN (GInputStream *,
          soup_session_send_finish,
          (SoupSession * session, GAsyncResult *result, GError **error),
          (session, result, error))
