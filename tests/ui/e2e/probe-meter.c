/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "probe-meter.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

/* One program is measured at a time, so the meter is one. */
static struct
{
  GdkFrameClock *clock; /* (nullable): not measuring */
  gint64 woken_us;      /* when the poll of this turn returned */
  gint64 paint_started_us;
  gint64 painted_us;   /* spent painting in this turn */
  gint64 woken_cpu_us; /* the thread's processor time when the poll of this turn returned */
  gint64 paint_started_cpu_us;
  gint64 painted_cpu_us; /* spent painting in this turn */
  gint64 woken_queue_us; /* the thread's time in the queue for a core when the poll returned */
  gint64 paint_started_queue_us;
  gint64 painted_queue_us;
  gint64 changed_us;    /* when the turn of the newest change began; 0: its page is painted */
  gboolean pages_came;  /* and wait for a frame */
  GArray *handlers;     /* (element-type double): milliseconds a turn, without painting */
  GArray *handlers_cpu; /* (element-type double): the same in processor time of the thread */
  GArray
    *handlers_held; /* (element-type double): the same on the clock, less the wait for a core */
  GArray *turns;    /* (element-type double): milliseconds a turn */
  GArray *paints;   /* (element-type double): milliseconds a frame */
  GArray *previews; /* (element-type double): milliseconds from a change to its painted page */
  GArray *echoes;   /* (element-type double): milliseconds from a change to the next frame */
  GArray *searches; /* (element-type double): milliseconds from a key to its painted hits */
  gint64 echo_us;
  gint64 typed_us; /* when the turn of the oldest key began whose hits are not painted; 0: none */
  gboolean hits_came; /* and wait for a frame */
} meter;

static void
note (GArray *samples, gint64 duration_us)
{
  double duration_ms = (double)duration_us / 1000;

  if (samples != NULL)
    g_array_append_val (samples, duration_ms);
}

/* What the thread itself has used: a busy machine does not count. */
static gint64
get_cpu_us (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* How long the thread was ready but had no core, as other programs had them all; 0: not known. */
static gint64
get_queue_us (void)
{
  static int fd = -1;
  char text[80] = "";
  char *end = NULL;

  if (fd < 0)
    fd = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  if (fd < 0 || pread (fd, text, sizeof text - 1, 0) <= 0)
    return 0;
  g_ascii_strtoull (text, &end, 10);
  return (gint64)(g_ascii_strtoull (end, NULL, 10) / 1000);
}

static gint
poll_between_turns (GPollFD *fds, guint n_fds, gint timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint ready;

  if (meter.clock != NULL && meter.woken_us != 0)
    {
      note (meter.turns, now - meter.woken_us);
      note (meter.handlers, now - meter.woken_us - meter.painted_us);
      note (meter.handlers_cpu, get_cpu_us () - meter.woken_cpu_us - meter.painted_cpu_us);
      note (meter.handlers_held,
            now - meter.woken_us - meter.painted_us -
              (get_queue_us () - meter.woken_queue_us - meter.painted_queue_us));
    }
  ready = g_poll (fds, n_fds, timeout);
  meter.woken_us = g_get_monotonic_time ();
  meter.painted_us = 0;
  meter.woken_cpu_us = get_cpu_us ();
  meter.painted_cpu_us = 0;
  meter.woken_queue_us = get_queue_us ();
  meter.painted_queue_us = 0;
  return ready;
}

/* A hook, as it comes before what GTK itself does first: it measures the whole window. */
static gboolean
before_paint_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  if (g_value_get_object (&values[0]) != (gpointer)meter.clock)
    return TRUE;
  meter.paint_started_us = g_get_monotonic_time ();
  meter.paint_started_cpu_us = get_cpu_us ();
  meter.paint_started_queue_us = get_queue_us ();
  return TRUE;
}

static void
after_paint_cb (void)
{
  gint64 now = g_get_monotonic_time ();

  meter.painted_us += now - meter.paint_started_us;
  meter.painted_cpu_us += get_cpu_us () - meter.paint_started_cpu_us;
  meter.painted_queue_us += get_queue_us () - meter.paint_started_queue_us;
  note (meter.paints, now - meter.paint_started_us);
  if (meter.echo_us != 0)
    note (meter.echoes, now - meter.echo_us);
  meter.echo_us = 0;
  if (meter.pages_came && meter.changed_us != 0)
    {
      note (meter.previews, now - meter.changed_us);
      meter.changed_us = 0;
    }
  meter.pages_came = FALSE;
  if (meter.hits_came && meter.typed_us != 0)
    {
      note (meter.searches, now - meter.typed_us);
      meter.typed_us = 0;
    }
  meter.hits_came = FALSE;
}

static gboolean
is_a (const GValue *value, const char *type_name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (g_value_get_object (value)), type_name);
}

/* The library's search: a key changes the entry; what was found for one before it no longer comes. */
static gboolean
typed_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  if (is_a (&values[0], "GtkSearchEntry") && meter.typed_us == 0)
    meter.typed_us = meter.woken_us;
  meter.hits_came = FALSE;
  return TRUE;
}

static gboolean
found_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  meter.hits_came |= is_a (&values[0], "BrvLibraryModel") || is_a (&values[0], "BrvLibraryItem");
  return TRUE;
}

/* Where the answer is what is shown already, nothing is painted for it. */
static gboolean
answered_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  if (!meter.hits_came && meter.typed_us != 0)
    {
      note (meter.searches, g_get_monotonic_time () - meter.typed_us);
      meter.typed_us = 0;
    }
  return TRUE;
}

static gboolean
changed_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  meter.changed_us = meter.woken_us;
  meter.echo_us = meter.woken_us;
  return TRUE;
}

/* The signal notify takes no hooks, so the class that announces new pages is listened to itself. */
static void (*dispatch_changes) (GObject *object, guint n_pspecs, GParamSpec **pspecs);

static void
watch_changes (GObject *object, guint n_pspecs, GParamSpec **pspecs)
{
  for (guint i = 0; i < n_pspecs; i++)
    meter.pages_came |= g_str_equal (pspecs[i]->name, "pages");
  dispatch_changes (object, n_pspecs, pspecs);
}

static void
watch_pages (void)
{
  GType type = g_type_from_name ("BrvWorkspace");
  GObjectClass *klass = type != 0 ? g_type_class_peek (type) : NULL;

  if (klass == NULL)
    return;
  dispatch_changes = klass->dispatch_properties_changed;
  klass->dispatch_properties_changed = watch_changes;
}

static void
watch_signal (const char *type_name, const char *signal)
{
  g_signal_add_emission_hook (g_signal_lookup (signal, g_type_from_name (type_name)), 0,
                              changed_hook, NULL, NULL);
}

void
meter_start (GtkWidget *window)
{
  static gboolean hooked;

  if (!hooked)
    {
      hooked = TRUE;
      g_main_context_set_poll_func (NULL, poll_between_turns);
      meter.clock = gtk_widget_get_frame_clock (window);
      g_signal_add_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), 0,
                                  before_paint_hook, NULL, NULL);
      g_signal_connect_after (meter.clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
      /* The program's document, or the buffer of a window that has none. */
      watch_signal (g_type_from_name ("BrvDocument") != 0 ? "BrvDocument" : "GtkTextBuffer",
                    "changed");
      watch_pages ();
      if (g_type_from_name ("BrvLibraryModel") != 0)
        {
          g_signal_add_emission_hook (g_signal_lookup ("changed", GTK_TYPE_EDITABLE), 0, typed_hook,
                                      NULL, NULL);
          g_signal_add_emission_hook (g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL), 0,
                                      found_hook, NULL, NULL);
          g_signal_add_emission_hook (
            g_signal_lookup ("loaded", g_type_from_name ("BrvLibraryItem")), 0, found_hook, NULL,
            NULL);
          g_signal_add_emission_hook (
            g_signal_lookup ("answered", g_type_from_name ("BrvLibraryBrowser")), 0, answered_hook,
            NULL, NULL);
        }
    }
  meter.handlers = g_array_new (FALSE, FALSE, sizeof (double));
  meter.handlers_cpu = g_array_new (FALSE, FALSE, sizeof (double));
  meter.handlers_held = g_array_new (FALSE, FALSE, sizeof (double));
  meter.turns = g_array_new (FALSE, FALSE, sizeof (double));
  meter.paints = g_array_new (FALSE, FALSE, sizeof (double));
  meter.previews = g_array_new (FALSE, FALSE, sizeof (double));
  meter.echoes = g_array_new (FALSE, FALSE, sizeof (double));
  meter.searches = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
print (GString *json, const char *name, GArray **samples)
{
  g_string_append_printf (json, "%s\"%s\":[", json->len > 1 ? "," : "", name);
  for (guint i = 0; i < (*samples)->len; i++)
    g_string_append_printf (json, "%s%.3f", i > 0 ? "," : "", g_array_index (*samples, double, i));
  g_string_append_c (json, ']');
  g_clear_pointer (samples, g_array_unref);
}

/* All samples since the start, as JSON on one line. */
char *
meter_stop (void)
{
  GString *json = g_string_new ("{");

  print (json, "handlers", &meter.handlers);
  print (json, "handlers_cpu", &meter.handlers_cpu);
  print (json, "handlers_held", &meter.handlers_held);
  print (json, "turns", &meter.turns);
  print (json, "paints", &meter.paints);
  print (json, "previews", &meter.previews);
  print (json, "echoes", &meter.echoes);
  print (json, "searches", &meter.searches);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* When the program began, by who began it; when its first frame was painted; when nothing was left to
 * do after that. */
static struct
{
  gint64 painted_us;
  gint64 idle_us;
} start;

static gboolean
idle_cb (gpointer data)
{
  start.idle_us = g_get_monotonic_time ();
  return G_SOURCE_REMOVE;
}

static void
first_paint_cb (GdkFrameClock *clock, gpointer data)
{
  if (start.painted_us != 0)
    return;
  start.painted_us = g_get_monotonic_time ();
  g_idle_add_full (G_PRIORITY_LOW, idle_cb, NULL, NULL);
}

static gboolean
look_for_window_cb (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWidget) window = g_list_model_get_item (windows, 0);

  if (window == NULL || gtk_widget_get_frame_clock (window) == NULL)
    return G_SOURCE_CONTINUE;
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint",
                          G_CALLBACK (first_paint_cb), NULL);
  return G_SOURCE_REMOVE;
}

void
meter_watch_start (void)
{
  g_timeout_add_full (G_PRIORITY_HIGH, 1, look_for_window_cb, NULL, NULL);
}

/* On the system's monotonic clock, in microseconds; 0: not yet. */
gint64
meter_get_usable_us (void)
{
  return start.idle_us;
}

gint64
meter_get_painted_us (void)
{
  return start.painted_us;
}
