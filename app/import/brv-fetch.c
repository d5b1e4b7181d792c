/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-fetch.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "import/brv-soup.h"

#define SETTINGS_KEY "allow-fetch"

#define CHUNK_BYTES ((gsize)64 * 1024)

#define ACCEPT "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"

/* One fetch at work, with a main context of its own in the thread that called. */
typedef struct
{
  const BrvFetchLimits *limits;
  BrvFetchProgressFunc progress; /* (nullable) */
  gpointer user_data;

  /* Owned */
  GMainContext *context;
  GCancellable *cancellable; /* of every step: the caller's, or the end of the time */
  SoupSession *session;
  SoupMessage *message; /* (nullable): the request under way */
  GByteArray *body;
  GInputStream *stream; /* (nullable) */
  GBytes *chunk;        /* (nullable): what the last read gave */
  GError *error;        /* (nullable): of the last step */

  gboolean may_be_local; /* the user typed a local address */
  gboolean is_local;     /* the request was stopped because it led to one */
  gboolean is_late;
  gboolean step_done;
} Fetch;

static void
clear_fetch (Fetch *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->chunk, g_bytes_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->context, g_main_context_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fetch, clear_fetch)

/**
 * brv_fetch_is_allowed:
 *
 * Asks the setting that switches fetching off, which an administrator can lock. Where the
 * settings are not installed it is on.
 *
 * Returns: whether brv_fetch() may be used
 */
gboolean
brv_fetch_is_allowed (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, SETTINGS_KEY))
    return TRUE;
  settings = g_settings_new_full (schema, NULL, NULL);
  return g_settings_get_boolean (settings, SETTINGS_KEY);
}

/* The address with what a request needs: no fragment, and no name and password to give away. */
static GUri *
clean_uri (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), *path != '\0' ? path : "/", g_uri_get_query (uri),
                      NULL);
}

static gboolean
is_web_uri (GUri *uri)
{
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ||
         g_strcmp0 (g_uri_get_scheme (uri), "http") == 0;
}

/* Whether @text begins with a scheme; "localhost:8080/" does not. */
static gboolean
has_scheme (const char *text)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL || colon == text)
    return FALSE;
  if (g_str_has_prefix (colon, "://"))
    return TRUE;
  for (const char *p = text; p < colon; p++)
    if (!g_ascii_isalpha (*p))
      return FALSE;
  return !g_ascii_isdigit (colon[1]);
}

/**
 * brv_fetch_parse_address:
 * @typed: what a user has typed or pasted
 * @error: return location
 *
 * Makes a web address of @typed: https where no scheme is given. Http is taken only where it was
 * typed. A name and password in it, and a fragment, are taken away.
 *
 * Returns: (transfer full): the address, or %NULL with %BRV_IMPORT_ERROR_REFUSED
 */
char *
brv_fetch_parse_address (const char *typed, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *full = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) clean = NULL;
  const char *host = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  text = g_strstrip (g_strdup (typed));
  full = has_scheme (text) ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  if (g_utf8_validate (full, -1, NULL))
    uri = g_uri_parse (full, SOUP_HTTP_URI_FLAGS, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (uri == NULL || !is_web_uri (uri) || host == NULL || *host == '\0' ||
      strpbrk (host, " \t\n<>\"") != NULL)
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED,
                   _ ("“%s” is not a web address. It begins with https:// or is like "
                      "example.org/page."),
                   text);
      return NULL;
    }
  clean = clean_uri (uri);
  return g_uri_to_string (clean);
}

/*
 * Whether an address is of this machine or of its own network, where a page of the web has no
 * business to lead.
 *
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries: RFC 1918, RFC 6598 (100.64/10),
 * RFC 4193 (fc00::/7), RFC 4291 §2.5.5.2 (::ffff:0:0/96).
 */
static gboolean
is_local_address (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  static const guint8 mapped[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
      memcmp (bytes, mapped, sizeof mapped) == 0)
    {
      g_autoptr (GInetAddress) inner =
        g_inet_address_new_from_bytes (bytes + sizeof mapped, G_SOCKET_FAMILY_IPV4);

      return is_local_address (inner);
    }
  if (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address) ||
      g_inet_address_get_is_site_local (address) || g_inet_address_get_is_any (address) ||
      g_inet_address_get_is_multicast (address))
    return TRUE;
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return (bytes[0] & 0xfe) == 0xfc;
  return bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
}

static gboolean
is_local_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return is_local_address (address);
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost") ||
         g_str_has_suffix (host, ".local") || strchr (host, '.') == NULL;
}

/* A proxy stands where the network wants it; what is behind it is not ours to see. */
static gboolean
is_direct (const char *address)
{
  g_auto (GStrv) proxies =
    g_proxy_resolver_lookup (g_proxy_resolver_get_default (), address, NULL, NULL);

  return proxies == NULL || proxies[0] == NULL || g_str_equal (proxies[0], "direct://");
}

/* Where a name leads is known for certain only when the connection stands, before it is used. */
static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  Fetch *self)
{
  g_autoptr (GSocketAddress) remote = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTED || self->may_be_local ||
      !G_IS_SOCKET_CONNECTION (connection))
    return;
  remote = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (remote) ||
      !is_local_address (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote))))
    return;
  self->is_local = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fetch *self = user_data;

  self->stream = soup_session_send_finish (SOUP_SESSION (object), result, &self->error);
  self->step_done = TRUE;
}

static void
chunk_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fetch *self = user_data;

  self->chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &self->error);
  self->step_done = TRUE;
}

static gboolean
late_cb (gpointer data)
{
  Fetch *self = data;

  self->is_late = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer, GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
wait_for_step (Fetch *self)
{
  while (!self->step_done)
    g_main_context_iteration (self->context, TRUE);
  self->step_done = FALSE;
}

static void
set_local_error (const char *host, GError **error)
{
  g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED,
               _ ("The page leads on to “%s”, which is in your own network. If you mean that "
                  "address, enter it yourself."),
               host);
}

static gboolean
fail_cut (const char *host, GError **error)
{
  g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NETWORK,
               _ ("The connection to “%s” broke off before the page was complete. Try again."),
               host);
  return FALSE;
}

/* Puts an error for the user in the place of the network's. */
static gboolean
explain (Fetch *self, const char *host, GError **error)
{
  const GError *cause = self->error;

  if (self->is_late || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TIMEOUT,
                 _ ("“%s” did not send the page in time. Try again later, or save the page in a "
                    "browser and add the file."),
                 host);
  else if (self->is_local)
    set_local_error (host, error);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (cause->domain == G_RESOLVER_ERROR)
    g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NETWORK,
                 _ ("“%s” was not found. Check the address and the connection."), host);
  else if (cause->domain == G_TLS_ERROR)
    g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED,
                 _ ("The connection to “%s” is not secure (%s). Nothing was fetched."), host,
                 cause->message);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    fail_cut (host, error);
  else
    g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NETWORK,
                 _ ("“%s” could not be reached: %s. Check the connection and try again."), host,
                 cause->message);
  return FALSE;
}

static gboolean
check_status (guint status, const char *host, GError **error)
{
  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    return TRUE;
  switch (status)
    {
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NOT_FOUND,
                   _ ("“%s” has no such page (%u). Check the address."), host, status);
      break;
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_PAYMENT_REQUIRED:
    case SOUP_STATUS_FORBIDDEN:
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PERMISSION,
                   _ ("“%s” does not show this page to everybody (%u). Open it in a browser, save "
                      "it, and add the file."),
                   host, status);
      break;
    default:
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NETWORK,
                   _ ("“%s” answered with an error (%u). Try again later."), host, status);
    }
  return FALSE;
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND ||
         status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT ||
         status == SOUP_STATUS_PERMANENT_REDIRECT;
}

/* Where a redirect leads, if the user's request may follow. */
static GUri *
follow (Fetch *self, GUri *uri, GError **error)
{
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autoptr (GUri) target = NULL;
  const char *host = g_uri_get_host (uri);

  if (location != NULL)
    target = g_uri_parse_relative (uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target == NULL || !is_web_uri (target) || g_uri_get_host (target) == NULL ||
      *g_uri_get_host (target) == '\0')
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NETWORK,
                   _ ("“%s” leads on to an address that is none."), host);
      return NULL;
    }
  if (g_str_equal (g_uri_get_scheme (uri), "https") &&
      g_str_equal (g_uri_get_scheme (target), "http"))
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED,
                   _ ("“%s” leads on to an address that is not secure. To fetch it nevertheless, "
                      "enter it with http://."),
                   host);
      return NULL;
    }
  if (!self->may_be_local && is_local_host (g_uri_get_host (target)))
    {
      set_local_error (g_uri_get_host (target), error);
      return NULL;
    }
  return clean_uri (target);
}

/* Asks for one address; its body is not read yet. */
static gboolean
send (Fetch *self, GUri *uri, GError **error)
{
  SoupMessageHeaders *headers = NULL;
  g_autofree char *address = g_uri_to_string (uri);

  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  self->message = soup_message_new_from_uri ("GET", uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (self->message);
  soup_message_headers_replace (headers, "Accept", ACCEPT);
  if (is_direct (address))
    g_signal_connect (self->message, "network-event", G_CALLBACK (network_event_cb), self);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           sent_cb, self);
  wait_for_step (self);
  return self->stream != NULL || explain (self, g_uri_get_host (uri), error);
}

/* Asks for the address and for what it leads on to; @uri is where that ends. */
static gboolean
send_and_follow (Fetch *self, GUri **uri, GError **error)
{
  for (guint n_redirects = 0;; n_redirects++)
    {
      GUri *target = NULL;

      if (!send (self, *uri, error))
        return FALSE;
      if (!is_redirect (soup_message_get_status (self->message)))
        return check_status (soup_message_get_status (self->message), g_uri_get_host (*uri), error);
      if (n_redirects == self->limits->max_redirects)
        {
          g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NETWORK,
                       _ ("“%s” leads from one address to another without end."),
                       g_uri_get_host (*uri));
          return FALSE;
        }
      target = follow (self, *uri, error);
      if (target == NULL)
        return FALSE;
      g_uri_unref (*uri);
      *uri = target;
    }
}

static gboolean
fail_too_large (Fetch *self, const char *host, GError **error)
{
  g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE,
               _ ("What “%s” sends is larger than an article can be (%u MB)."), host,
               (guint)(self->limits->max_bytes / ((gsize)1024 * 1024)));
  return FALSE;
}

/* Reads the body to its end, unpacked, but not past the limit, whatever length it claims. What is
 * too large by its own claim is not begun. */
static gboolean
read_body (Fetch *self, const char *host, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  goffset length = soup_message_headers_get_content_length (headers);

  if (length > 0 && (guint64)length > self->limits->max_bytes)
    return fail_too_large (self, host, error);
  for (;;)
    {
      g_clear_pointer (&self->chunk, g_bytes_unref);
      g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                       self->cancellable, chunk_cb, self);
      wait_for_step (self);
      if (self->chunk == NULL)
        return explain (self, host, error);
      if (g_bytes_get_size (self->chunk) == 0)
        /* The library reports a body that was cut, but not one that never came. */
        return self->body->len > 0 || length <= 0 || fail_cut (host, error);
      if (self->body->len + g_bytes_get_size (self->chunk) > self->limits->max_bytes)
        return fail_too_large (self, host, error);
      g_byte_array_append (self->body, g_bytes_get_data (self->chunk, NULL),
                           (guint)g_bytes_get_size (self->chunk));
      if (self->progress != NULL)
        self->progress (self->body->len, (gsize)MAX (length, 0), self->user_data);
    }
}

static void
take_result (Fetch *self, GUri *uri, BrvFetched *fetched)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  GHashTable *parameters = NULL;

  fetched->address = g_uri_to_string (uri);
  fetched->media_type = g_strdup (soup_message_headers_get_content_type (headers, &parameters));
  if (parameters != NULL)
    {
      fetched->charset = g_strdup (g_hash_table_lookup (parameters, "charset"));
      g_hash_table_unref (parameters);
    }
  fetched->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
}

static gboolean
run (Fetch *self, GUri **uri, BrvFetched *fetched, GError **error)
{
  g_autoptr (GSource) timeout = g_timeout_source_new (self->limits->total_ms);
  gboolean done = FALSE;

  g_source_set_callback (timeout, late_cb, self, NULL);
  g_source_attach (timeout, self->context);
  /* A session has no cookies, no cache and no referrer unless it is given them. */
  self->session =
    g_object_new (SOUP_TYPE_SESSION, "user-agent", "Brevier/" PACKAGE_VERSION, "timeout",
                  self->limits->stall_s, "accept-language-auto", FALSE, NULL);
  done = send_and_follow (self, uri, error) && read_body (self, g_uri_get_host (*uri), error);
  if (done)
    take_result (self, *uri, fetched);
  g_source_destroy (timeout);
  g_clear_object (&self->stream);
  soup_session_abort (self->session);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  return done;
}

/**
 * brv_fetch:
 * @address: an address of brv_fetch_parse_address()
 * @limits: what it may cost
 * @progress: (nullable) (scope call): told how far it is
 * @user_data: passed to @progress
 * @fetched: (out): receives the page; brv_fetched_clear() frees it
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Fetches one page and waits for it, in any thread but that of a window. Redirects are followed,
 * but not from https to http, nor from the web into the network that the user is in. Nothing is
 * sent but the address, what kinds of documents are read, and the program's name and version; no
 * cookies are kept and nothing is cached.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_REFUSED if fetching is switched off or a rule forbids
 *   where it leads, %BRV_IMPORT_ERROR_NETWORK, _NOT_FOUND, _PERMISSION, _TIMEOUT, _TOO_LARGE or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
brv_fetch (const char *address,
           const BrvFetchLimits *limits,
           BrvFetchProgressFunc progress,
           gpointer user_data,
           BrvFetched *fetched,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GUri) uri = NULL;
  gulong cancelled_id = 0;
  gboolean done = FALSE;
  g_auto (Fetch) self = { .limits = limits, .progress = progress, .user_data = user_data };

  g_return_val_if_fail (address != NULL && limits != NULL && fetched != NULL, FALSE);

  memset (fetched, 0, sizeof *fetched);
  if (!brv_fetch_is_allowed ())
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED,
                           _ ("Adding pages from the web is switched off on this computer."));
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!brv_soup_load ())
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NETWORK,
                           _ ("Brevier is not installed completely: libsoup is missing. Install "
                              "it again to add pages from the web."));
      return FALSE;
    }
  uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  g_return_val_if_fail (uri != NULL && is_web_uri (uri), FALSE);

  self.may_be_local = is_local_host (g_uri_get_host (uri));
  self.body = g_byte_array_new ();
  self.cancellable = g_cancellable_new ();
  self.context = g_main_context_new ();
  g_main_context_push_thread_default (self.context);
  if (cancellable != NULL)
    cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                          g_object_ref (self.cancellable), g_object_unref);
  done = run (&self, &uri, fetched, error);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, cancelled_id);
  g_main_context_pop_thread_default (self.context);
  return done;
}

/**
 * brv_fetched_clear:
 * @self: what brv_fetch() gave
 *
 * Frees what @self holds.
 */
void
brv_fetched_clear (BrvFetched *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->media_type, g_free);
  g_clear_pointer (&self->charset, g_free);
}
