/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fetching from a server on this machine that misbehaves in every way that servers do. */

#include "import/brv-fetch.h"

#include <string.h>

#include <glib/gstdio.h>

/* The key and certificate of a server on localhost; good for nothing else. */
static const char pem[] = "-----BEGIN PRIVATE KEY-----\n"
                          "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvbtrqewNVZaIJKND\n"
                          "MSqC++jBoEZj16RQ1WjRUbRACtihRANCAAQp8THUg72siY7OiCSKT4upauDBOszN\n"
                          "SBlkLyy59cxWDOVqQj9HmrAW2uZoQIyWQzGxqUKcecN0FcKrUBGBUw3c\n"
                          "-----END PRIVATE KEY-----\n"
                          "-----BEGIN CERTIFICATE-----\n"
                          "MIIBlTCCATugAwIBAgIUO5PKnDuXNYDJf14+tjBpK8hDSW8wCgYIKoZIzj0EAwIw\n"
                          "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTIwMDUzOVoYDzIxMjYxMTAx\n"
                          "MjAwNTM5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                          "PQMBBwNCAAQp8THUg72siY7OiCSKT4upauDBOszNSBlkLyy59cxWDOVqQj9HmrAW\n"
                          "2uZoQIyWQzGxqUKcecN0FcKrUBGBUw3co2kwZzAdBgNVHQ4EFgQUNh5ecjluDJvS\n"
                          "mIHMJjm4v8P9HQswHwYDVR0jBBgwFoAUNh5ecjluDJvSmIHMJjm4v8P9HQswDwYD\n"
                          "VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID\n"
                          "SAAwRQIhAJgTe39YGZw+y/Y1Mtnx/5J0+DwYE4ycXXZkN7XTbXnaAiA6isTEO4Xn\n"
                          "/WnDa3E0MKmtddDtNPKxx5m/Rdmf4vExjw==\n"
                          "-----END CERTIFICATE-----\n";

#define PAGE "<!DOCTYPE html><title>Ports</title><p>Freight goes through small harbours.</p>"

typedef struct
{
  GSocketService *service;
  GTlsCertificate *certificate; /* (nullable): speaks TLS */
  guint16 port;
  gint n_requests;
  GMutex mutex;
  char *request; /* the last one's head; under the mutex */
} Server;

static void
answer (GOutputStream *stream, const char *status, const char *headers, const char *body)
{
  g_autofree char *text = g_strdup_printf (
    "HTTP/1.1 %s\r\nConnection: close\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", status,
    headers, strlen (body), body);

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
}

static void
send_text (GOutputStream *stream, const char *text)
{
  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
}

/* A body without a length, as large as the client takes. */
static void
send_endless (GOutputStream *stream, gulong pause_us)
{
  static const char line[1000] = { 'x' };

  send_text (stream, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
  while (g_output_stream_write_all (stream, line, sizeof line, NULL, NULL, NULL))
    if (pause_us > 0)
      g_usleep (pause_us);
}

/* A few kilobytes that are a hundred megabytes when they are unpacked. */
static void
send_bomb (GOutputStream *stream)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) packed = NULL;
  static const char zeros[65536];

  send_text (stream, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n"
                     "Connection: close\r\n\r\n");
  packed = g_converter_output_stream_new (stream, G_CONVERTER (compressor));
  for (guint i = 0; i < 1600; i++)
    if (!g_output_stream_write_all (packed, zeros, sizeof zeros, NULL, NULL, NULL))
      break;
  g_output_stream_close (packed, NULL, NULL);
}

static void
redirect (GOutputStream *stream, const char *location)
{
  g_autofree char *headers = g_strdup_printf ("Location: %s\r\n", location);

  answer (stream, "302 Found", headers, "");
}

/* Until the client goes away. */
static void
wait_for_end (GInputStream *input)
{
  char byte;

  while (g_input_stream_read (input, &byte, 1, NULL, NULL) > 0)
    ;
}

static void
serve_path (GInputStream *input, GOutputStream *stream, const char *path)
{
  static const struct
  {
    const char *path;
    const char *status;
    const char *headers;
    const char *body;
  } pages[] = {
    { "/page", "200 OK", "Content-Type: text/html; charset=utf-8\r\nSet-Cookie: a=b\r\n", PAGE },
    { "/latin", "200 OK", "Content-Type: Text/HTML;charset=\"iso-8859-1\"\r\n", "caf\xe9" },
    { "/bare", "200 OK", "", "nothing said" },
    { "/no-charset", "200 OK", "Content-Type: text/html; charset=nonsense\r\n", PAGE },
    { "/missing", "404 Not Found", "", "no" },
    { "/gone", "410 Gone", "", "no" },
    { "/members", "403 Forbidden", "", "no" },
    { "/login", "401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "no" },
    { "/broken", "500 Internal Server Error", "", "no" },
    { "/loop", "302 Found", "Location: /loop\r\n", "" },
    { "/hop", "301 Moved Permanently", "Location: /page?from=hop#part\r\n", "" },
    { "/script", "302 Found", "Location: javascript:alert(1)\r\n", "" },
    { "/file", "302 Found", "Location: file:///etc/passwd\r\n", "" },
    { "/nowhere", "302 Found", "", "" },
    { "/empty", "200 OK", "Content-Type: text/html\r\n", "" },
  };
  g_autofree char *bare = g_strndup (path, strcspn (path, "?"));

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (bare, pages[i].path))
      answer (stream, pages[i].status, pages[i].headers, pages[i].body);
  if (g_str_equal (bare, "/cut"))
    send_text (stream, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nonly this much");
  else if (g_str_equal (bare, "/cut-body"))
    send_text (stream, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
  else if (g_str_equal (bare, "/claims-much"))
    send_text (stream, "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n");
  else if (g_str_equal (bare, "/cut-head"))
    send_text (stream, "HTTP/1.1 200 OK\r\nContent-Le");
  else if (g_str_equal (bare, "/cut-chunk"))
    send_text (stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nonly this");
  else if (g_str_equal (bare, "/noise"))
    send_text (stream, "SSH-2.0-OpenSSH_9.2\r\n");
  else if (g_str_equal (bare, "/endless"))
    send_endless (stream, 0);
  else if (g_str_equal (bare, "/slow"))
    send_endless (stream, 20000);
  else if (g_str_equal (bare, "/silent"))
    wait_for_end (input);
  else if (g_str_equal (bare, "/bomb"))
    send_bomb (stream);
  else if (g_str_has_prefix (bare, "/to/"))
    redirect (stream, bare + strlen ("/to/"));
}

static gboolean
serve_cb (GThreadedSocketService *service,
          GSocketConnection *connection,
          GObject *source,
          Server *self)
{
  g_autoptr (GIOStream) stream = G_IO_STREAM (g_object_ref (connection));
  g_autoptr (GString) head = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  char byte;

  if (self->certificate != NULL)
    {
      g_object_unref (stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
    }
  while (!g_str_has_suffix (head->str, "\r\n\r\n") &&
         g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, NULL, NULL) == 1)
    g_string_append_c (head, byte);
  if (head->len == 0)
    return TRUE;
  g_atomic_int_inc (&self->n_requests);
  g_mutex_lock (&self->mutex);
  g_free (self->request);
  self->request = g_strdup (head->str);
  g_mutex_unlock (&self->mutex);
  words = g_strsplit (head->str, " ", 3);
  serve_path (g_io_stream_get_input_stream (stream), g_io_stream_get_output_stream (stream),
              words[1]);
  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

static Server *
start_server (GTlsCertificate *certificate)
{
  Server *self = g_new0 (Server, 1);

  g_mutex_init (&self->mutex);
  self->certificate = certificate;
  self->service = g_threaded_socket_service_new (10);
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  g_assert_cmpuint (self->port, >, 0);
  g_signal_connect (self->service, "run", G_CALLBACK (serve_cb), self);
  g_socket_service_start (self->service);
  return self;
}

/* The service accepts in the main context, and so a thread has to turn it while a test waits. */
static gpointer
turn_thread (gpointer data)
{
  g_main_loop_run (data);
  return NULL;
}

static char *
address_of (const Server *server, const char *scheme, const char *path)
{
  return g_strdup_printf ("%s://localhost:%u%s", scheme, server->port, path);
}

/* Nothing but what is made to take for ever may take so long, on a machine that does much else. */
static const BrvFetchLimits limits = { 120000, 60, (gsize)4 * 1024 * 1024, 5 };
static const BrvFetchLimits hasty = { 1500, 1, (gsize)4 * 1024 * 1024, 5 };

static Server *plain;
static Server *secure;

static void
test_page (void)
{
  g_autofree char *address = address_of (plain, "http", "/hop");
  g_autofree char *final = address_of (plain, "http", "/page?from=hop");
  g_auto (BrvFetched) fetched = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;

  g_assert_true (brv_fetch (address, &limits, NULL, NULL, &fetched, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fetched.address, ==, final);
  g_assert_cmpstr (fetched.media_type, ==, "text/html");
  g_assert_cmpstr (fetched.charset, ==, "utf-8");
  g_assert_cmpmem (g_bytes_get_data (fetched.bytes, NULL), g_bytes_get_size (fetched.bytes), PAGE,
                   strlen (PAGE));

  /* Nothing is given away: no cookie, though one was set, no referrer, no language. */
  brv_fetched_clear (&fetched);
  g_assert_true (brv_fetch (address, &limits, NULL, NULL, &fetched, NULL, &error));
  g_mutex_lock (&plain->mutex);
  request = g_ascii_strdown (plain->request, -1);
  g_mutex_unlock (&plain->mutex);
  g_assert_nonnull (strstr (request, "user-agent: brevier/"));
  g_assert_null (strstr (request, "cookie"));
  g_assert_null (strstr (request, "referer"));
  g_assert_null (strstr (request, "accept-language"));
}

static void
test_types (void)
{
  static const struct
  {
    const char *path;
    const char *media_type;
    const char *charset;
  } cases[] = {
    { "/latin", "text/html", "iso-8859-1" },
    { "/bare", NULL, NULL },
    { "/no-charset", "text/html", "nonsense" },
    { "/empty", "text/html", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = address_of (plain, "http", cases[i].path);
      g_auto (BrvFetched) fetched = { 0 };
      g_autofree char *type = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].path);
      g_assert_true (brv_fetch (address, &limits, NULL, NULL, &fetched, NULL, &error));
      g_assert_no_error (error);
      type = fetched.media_type != NULL ? g_ascii_strdown (fetched.media_type, -1) : NULL;
      g_assert_cmpstr (type, ==, cases[i].media_type);
      g_assert_cmpstr (fetched.charset, ==, cases[i].charset);
    }
}

static void
test_failures (void)
{
  static const struct
  {
    const char *path;
    BrvImportError code;
    const BrvFetchLimits *limits;
  } cases[] = {
    { "/slow", BRV_IMPORT_ERROR_TIMEOUT, &hasty },
    { "/silent", BRV_IMPORT_ERROR_TIMEOUT, &hasty },
    { "/missing", BRV_IMPORT_ERROR_NOT_FOUND, &limits },
    { "/gone", BRV_IMPORT_ERROR_NOT_FOUND, &limits },
    { "/members", BRV_IMPORT_ERROR_PERMISSION, &limits },
    { "/login", BRV_IMPORT_ERROR_PERMISSION, &limits },
    { "/broken", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/loop", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/script", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/file", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/nowhere", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/cut", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/cut-body", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/claims-much", BRV_IMPORT_ERROR_TOO_LARGE, &limits },
    { "/cut-head", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/cut-chunk", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/noise", BRV_IMPORT_ERROR_NETWORK, &limits },
    { "/endless", BRV_IMPORT_ERROR_TOO_LARGE, &limits },
    { "/bomb", BRV_IMPORT_ERROR_TOO_LARGE, &limits },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = address_of (plain, "http", cases[i].path);
      g_auto (BrvFetched) fetched = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].path);
      g_assert_false (brv_fetch (address, cases[i].limits, NULL, NULL, &fetched, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, BRV_IMPORT_ERROR, (gint)cases[i].code);
      g_assert_nonnull (strstr (error->message, "localhost"));
      g_assert_null (fetched.bytes);
    }
}

static void
test_redirect_limit (void)
{
  g_autofree char *address = address_of (plain, "http", "/loop");
  g_auto (BrvFetched) fetched = { 0 };
  gint before = g_atomic_int_get (&plain->n_requests);

  g_assert_false (brv_fetch (address, &limits, NULL, NULL, &fetched, NULL, NULL));
  g_assert_cmpint (g_atomic_int_get (&plain->n_requests) - before, ==, 6);
}

static void
test_secure (void)
{
  g_autofree char *page = address_of (secure, "https", "/page");
  g_autofree char *target = address_of (plain, "http", "/page");
  g_autofree char *path = g_strconcat ("/to/", target, NULL);
  g_autofree char *down = address_of (secure, "https", path);
  g_autofree char *up_path = g_strconcat ("/to/", page, NULL);
  g_autofree char *up = address_of (plain, "http", up_path);
  g_autofree char *stranger = g_strdup_printf ("https://127.0.0.1:%u/page", secure->port);
  g_auto (BrvFetched) fetched = { 0 };
  g_autoptr (GError) error = NULL;
  gint before = 0;

  g_assert_true (brv_fetch (page, &limits, NULL, NULL, &fetched, NULL, &error));
  g_assert_no_error (error);
  brv_fetched_clear (&fetched);
  g_assert_true (brv_fetch (up, &limits, NULL, NULL, &fetched, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fetched.address, ==, page);
  brv_fetched_clear (&fetched);

  /* Never from a secure address to one that is not. */
  before = g_atomic_int_get (&plain->n_requests);
  g_assert_false (brv_fetch (down, &limits, NULL, NULL, &fetched, NULL, &error));
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED);
  g_assert_cmpint (g_atomic_int_get (&plain->n_requests), ==, before);
  g_clear_error (&error);

  /* The certificate is of another name. */
  g_assert_false (brv_fetch (stranger, &limits, NULL, NULL, &fetched, NULL, &error));
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED);
}

/* Every name is this machine: the web as an attacker would have it. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
free_addresses (gpointer data)
{
  g_resolver_free_addresses (data);
}

static void
test_resolver_lookup_async (GResolver *resolver,
                            const char *name,
                            GResolverNameLookupFlags flags,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_from_string ("127.0.0.1")),
                         free_addresses);
  g_object_unref (task);
}

static GList *
test_resolver_lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_async = test_resolver_lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_finish = test_resolver_lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
test_local (void)
{
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) deceived = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autofree char *address = g_strdup_printf ("http://news.example.org:%u/page", plain->port);
  g_auto (BrvFetched) fetched = { 0 };
  g_autoptr (GError) error = NULL;
  gint before = g_atomic_int_get (&plain->n_requests);

  g_resolver_set_default (deceived);
  g_assert_false (brv_fetch (address, &limits, NULL, NULL, &fetched, NULL, &error));
  g_resolver_set_default (usual);
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED);
  g_assert_cmpint (g_atomic_int_get (&plain->n_requests), ==, before);
}

/* A fetch that another thread stops once something has come. */
typedef struct
{
  GCancellable *cancellable;
  gint has_begun; /* atomic */
} Stopping;

static gpointer
cancel_thread (gpointer data)
{
  Stopping *self = data;

  while (!g_atomic_int_get (&self->has_begun))
    g_usleep (5000);
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

static void
progress_cb (gsize n_received, gsize n_total, gpointer user_data)
{
  Stopping *self = user_data;

  g_assert_cmpuint (n_received, >, 0);
  g_atomic_int_set (&self->has_begun, TRUE);
}

/* The page would not come to an end before the limit. */
static void
test_cancel (void)
{
  g_autofree char *address = address_of (plain, "http", "/slow");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopping stopping = { cancellable, FALSE };
  GThread *thread = g_thread_new ("cancel", cancel_thread, &stopping);
  g_auto (BrvFetched) fetched = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 before_us = g_get_monotonic_time ();

  g_assert_false (
    brv_fetch (address, &limits, progress_cb, &stopping, &fetched, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - before_us, <, limits.total_ms * 1000LL / 2);
  g_thread_join (thread);
  g_clear_error (&error);
  g_assert_false (brv_fetch (address, &limits, NULL, NULL, &fetched, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *typed;
    const char *address; /* NULL: refused */
  } cases[] = {
    { "example.org", "https://example.org/" },
    { "  https://example.org/a?b=c#d \n", "https://example.org/a?b=c" },
    { "http://example.org", "http://example.org/" },
    { "example.org:8443/x", "https://example.org:8443/x" },
    { "localhost:8080", "https://localhost:8080/" },
    { "HTTPS://Example.ORG/Path", "https://Example.ORG/Path" },
    { "https://user:secret@example.org/", "https://example.org/" },
    { "https://example.org/a b", "https://example.org/a%20b" },
    { "http://[::1]:81/x", "http://[::1]:81/x" },
    { "ftp://example.org/", NULL },
    { "file:///etc/passwd", NULL },
    { "javascript:alert(1)", NULL },
    { "mailto:a@example.org", NULL },
    { "https://", NULL },
    { "", NULL },
    { "what is this", NULL },
    { "https://exa mple.org/", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = brv_fetch_parse_address (cases[i].typed, &error);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (address, ==, cases[i].address);
      if (cases[i].address == NULL)
        g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  g_autofree char *anchors = NULL;
  GMainLoop *loop = NULL;
  GThread *thread = NULL;
  gint status = 0;
  int fd = -1;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("http_proxy");
  g_unsetenv ("https_proxy");
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  fd = g_file_open_tmp ("brevier-XXXXXX.pem", &anchors, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (anchors, strstr (pem, "-----BEGIN CERT"), -1, NULL));
  database = g_tls_file_database_new (anchors, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);

  plain = start_server (NULL);
  secure = start_server (certificate);
  loop = g_main_loop_new (NULL, FALSE);
  thread = g_thread_new ("server", turn_thread, loop);

  g_test_add_func ("/import/fetch/addresses", test_addresses);
  g_test_add_func ("/import/fetch/page", test_page);
  g_test_add_func ("/import/fetch/types", test_types);
  g_test_add_func ("/import/fetch/failures", test_failures);
  g_test_add_func ("/import/fetch/redirect-limit", test_redirect_limit);
  g_test_add_func ("/import/fetch/secure", test_secure);
  g_test_add_func ("/import/fetch/local", test_local);
  g_test_add_func ("/import/fetch/cancel", test_cancel);
  status = g_test_run ();
  g_main_loop_quit (loop);
  g_thread_join (thread);
  g_main_loop_unref (loop);
  return status;
}
