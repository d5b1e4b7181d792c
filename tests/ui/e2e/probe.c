/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tells a test where things are on the screen. It is preloaded into the program, so that the
 * program under test is the one that is installed; it reads questions from standard input, one a
 * line, and answers each with one line on standard output:
 *
 *   text TYPE NEEDLE  -> X Y X2 Y2: just before the first and just after the last letter of NEEDLE
 *                        in a text view of that type that holds it; scrolled into view first
 *   widget NAME       -> X Y W H of a mapped widget whose label, title or tooltip is NAME
 *   label PART        -> the whole text of a mapped label that has PART in it
 *   type TYPE         -> X Y W H of the first mapped widget of that type
 *   content TYPE      -> the text of the first text view of that type, escaped as in C
 *   caret TYPE        -> the line of the caret of that text view, or the one that gets the keys, with |
 *                        where it stands
 *   selection TYPE    -> the marked text of the text view of that type that has one
 *   top TYPE          -> the first line that it shows
 *   focus             -> the type of the widget that gets the keys
 *   entry TYPE        -> what stands in the first mapped entry of that type
 *   expect NAME       -> says that the next press should hit what "widget NAME" finds; "hit" asks
 *   seen              -> how many buttons went down and up and how many keys, so far, and X Y of the
 *                        pointer in the window
 *   drag              -> "drag" while something is dragged out of the program, and the action that a
 *                        drop would have; then X Y of what is dragged over a window of the program
 *   cursor            -> the name of the pointer's picture where it is
 *   quiet             -> once nothing is to be done or moves any more and the newest window gets the
 *                        keys: "quiet" ID W H, the window's number in the display and its size on the
 *                        screen; where that takes long "busy" or "inactive"
 *   title             -> the title of the active window
 *   windows           -> the number of mapped windows
 *   started           -> when the first frame was painted and when nothing was left to do after it,
 *                        in microseconds of the monotonic clock; 0 0 before
 *   measure           -> starts to measure; "measured" ends it and gives all samples as JSON
 *
 * Coordinates are pixels of the window's surface. An answer of "none" means that there is none.
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <adwaita.h>
#include <glib-unix.h>

#include "probe-input.h"
#include "probe-meter.h"

typedef gboolean (*MatchFunc) (GtkWidget *widget, const char *wanted);

static GtkWidget *
find_below (GtkWidget *widget, MatchFunc match, const char *wanted)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *found = find_below (child, match, wanted);

      if (found != NULL)
        return found;
    }
  return match (widget, wanted) ? widget : NULL;
}

/* The windows from the newest on, so that dialogs are asked before what they cover. */
static GtkWidget *
find (MatchFunc match, const char *wanted)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i - 1);
      GtkWidget *found = find_below (window, match, wanted);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_type (GtkWidget *widget, const char *wanted)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), wanted);
}

static gboolean
has_property (GtkWidget *widget, const char *property, const char *wanted)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), property);
  g_autofree char *value = NULL;
  g_auto (GStrv) parts = NULL;

  if (pspec == NULL || pspec->value_type != G_TYPE_STRING)
    return FALSE;
  g_object_get (widget, property, &value, NULL);
  if (value == NULL)
    return FALSE;
  parts = g_strsplit (value, "_", -1);
  g_free (value);
  value = g_strjoinv ("", parts);
  return g_str_equal (value, wanted);
}

static gboolean
has_name (GtkWidget *widget, const char *wanted)
{
  return has_property (widget, "label", wanted) || has_property (widget, "title", wanted) ||
         has_property (widget, "tooltip-text", wanted);
}

static gboolean
has_part (GtkWidget *widget, const char *wanted)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), wanted) != NULL;
}

static void
answer_label (const char *part)
{
  GtkWidget *label = find (has_part, part);
  g_autofree char *text = NULL;

  if (label != NULL)
    text = g_strdelimit (g_strdup (gtk_label_get_text (GTK_LABEL (label))), "\n", ' ');
  printf ("%s\n", label != NULL ? text : "none");
}

static gboolean
get_bounds (GtkWidget *widget, graphene_rect_t *bounds)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double x, y;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (native), bounds))
    return FALSE;
  gtk_native_get_surface_transform (native, &x, &y);
  graphene_rect_offset (bounds, (float)x, (float)y);
  /* A menu is a surface of its own above the window's. */
  for (GdkSurface *surface = gtk_native_get_surface (native); GDK_IS_POPUP (surface);
       surface = gdk_popup_get_parent (GDK_POPUP (surface)))
    graphene_rect_offset (bounds, (float)gdk_popup_get_position_x (GDK_POPUP (surface)),
                          (float)gdk_popup_get_position_y (GDK_POPUP (surface)));
  return TRUE;
}

static void
answer_bounds (GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (widget == NULL || !get_bounds (widget, &bounds))
    printf ("none\n");
  else
    printf ("%.0f %.0f %.0f %.0f\n", (double)bounds.origin.x, (double)bounds.origin.y,
            (double)bounds.size.width, (double)bounds.size.height);
}

static gboolean
find_in_buffer (GtkTextView *view, const char *needle, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter from;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), &from);
  return gtk_text_iter_forward_search (&from, needle, GTK_TEXT_SEARCH_TEXT_ONLY, start, end, NULL);
}

/* @wanted is a type and a text, parted by a blank. */
static gboolean
shows_text (GtkWidget *widget, const char *wanted)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);
  GtkTextIter start, end;

  return GTK_IS_TEXT_VIEW (widget) && g_str_has_prefix (wanted, type) &&
         wanted[strlen (type)] == ' ' &&
         find_in_buffer (GTK_TEXT_VIEW (widget), wanted + strlen (type) + 1, &start, &end);
}

static void
print_place (GtkTextView *view, const GtkTextIter *iter, const char *separator)
{
  GdkRectangle place;
  graphene_rect_t bounds;
  int x, y;

  gtk_text_view_get_iter_location (view, iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x,
                                         place.y + place.height / 2, &x, &y);
  get_bounds (GTK_WIDGET (view), &bounds);
  printf ("%.0f %.0f%s", (double)bounds.origin.x + x, (double)bounds.origin.y + y, separator);
}

static void
answer_text (const char *wanted)
{
  GtkWidget *widget = find (shows_text, wanted);
  const char *needle = strchr (wanted, ' ');
  GtkTextIter start, end;

  if (widget == NULL || needle++ == NULL)
    {
      printf ("none\n");
      return;
    }
  find_in_buffer (GTK_TEXT_VIEW (widget), needle, &start, &end);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (widget), &start, 0.1, FALSE, 0, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  find_in_buffer (GTK_TEXT_VIEW (widget), needle, &start, &end);
  print_place (GTK_TEXT_VIEW (widget), &start, " ");
  print_place (GTK_TEXT_VIEW (widget), &end, "\n");
}

static void
answer_content (const char *type)
{
  GtkWidget *widget = find (has_type, type);
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (!GTK_IS_TEXT_VIEW (widget))
    {
      printf ("none\n");
      return;
    }
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  escaped = g_strescape (text, NULL);
  printf ("%s\n", escaped);
}

static void
print_line (GtkTextIter *start, const GtkTextIter *at)
{
  GtkTextIter end = *at;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gtk_text_iter_set_line_offset (start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  before = gtk_text_iter_get_visible_text (start, at);
  after = gtk_text_iter_get_visible_text (at, &end);
  g_strdelimit (before, "\n\r", ' ');
  g_strdelimit (after, "\n\r", ' ');
  printf ("%s|%s\n", before, after);
}

/* @wanted is a type. */
static gboolean
has_selection (GtkWidget *widget, const char *wanted)
{
  return has_type (widget, wanted) && GTK_IS_TEXT_VIEW (widget) &&
         gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)));
}

static void
answer_selection (const char *type)
{
  GtkWidget *widget = find (has_selection, type);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (widget != NULL)
    {
      gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)),
                                            &start, &end);
      text = g_strdelimit (gtk_text_iter_get_visible_text (&start, &end), "\n\r", ' ');
    }
  printf ("%s\n", text != NULL ? text : "none");
}

/* What gets the keys, if anything does. */
static GtkWidget *
get_focus (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window) && gtk_window_get_focus (window) != NULL)
        return gtk_window_get_focus (window);
    }
  return NULL;
}

static void
answer_focus (void)
{
  GtkWidget *focus = get_focus ();

  printf ("%s\n", focus != NULL ? G_OBJECT_TYPE_NAME (focus) : "none");
}

static void
answer_caret (const char *type)
{
  GtkWidget *focus = get_focus ();
  GtkWidget *widget = focus != NULL && has_type (focus, type) ? focus : find (has_type, type);
  GtkTextBuffer *buffer;
  GtkTextIter start, at;

  if (!GTK_IS_TEXT_VIEW (widget))
    {
      printf ("none\n");
      return;
    }
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  start = at;
  print_line (&start, &at);
}

static void
answer_top (const char *type)
{
  GtkWidget *widget = find (has_type, type);
  GdkRectangle shown;
  GtkTextIter at;
  GtkTextIter start;

  if (!GTK_IS_TEXT_VIEW (widget))
    {
      printf ("none\n");
      return;
    }
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (widget), &shown);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (widget), &at, shown.x, shown.y);
  gtk_text_iter_set_line_offset (&at, 0);
  start = at;
  print_line (&start, &at);
}

static void
answer_windows (gboolean title)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_mapped = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      n_mapped += gtk_widget_get_mapped (GTK_WIDGET (window));
      if (title && gtk_window_is_active (window))
        {
          const char *name = gtk_window_get_title (window);

          printf ("%s\n", name != NULL ? name : "");
          return;
        }
    }
  if (title)
    printf ("none\n");
  else
    printf ("%u\n", n_mapped);
}

static void
answer_entry (const char *type)
{
  GtkWidget *widget = find (has_type, type);

  printf ("%s\n",
          GTK_IS_EDITABLE (widget) ? gtk_editable_get_text (GTK_EDITABLE (widget)) : "none");
}

static gboolean
is_window (GtkWidget *widget, const char *wanted)
{
  return GTK_IS_WINDOW (widget);
}

static void
answer_measure (gboolean start)
{
  g_autofree char *samples = NULL;

  if (start)
    {
      meter_start (find (is_window, NULL));
      printf ("ok\n");
      return;
    }
  samples = meter_stop ();
  printf ("%s\n", samples);
}

static void
answer (const char *line)
{
  if (g_str_has_prefix (line, "text "))
    answer_text (line + strlen ("text "));
  else if (g_str_has_prefix (line, "widget "))
    answer_bounds (find (has_name, line + strlen ("widget ")));
  else if (g_str_has_prefix (line, "label "))
    answer_label (line + strlen ("label "));
  else if (g_str_has_prefix (line, "type "))
    answer_bounds (find (has_type, line + strlen ("type ")));
  else if (g_str_has_prefix (line, "content "))
    answer_content (line + strlen ("content "));
  else if (g_str_has_prefix (line, "caret "))
    answer_caret (line + strlen ("caret "));
  else if (g_str_has_prefix (line, "selection "))
    answer_selection (line + strlen ("selection "));
  else if (g_str_has_prefix (line, "top "))
    answer_top (line + strlen ("top "));
  else if (g_str_equal (line, "focus"))
    answer_focus ();
  else if (g_str_has_prefix (line, "entry "))
    answer_entry (line + strlen ("entry "));
  else if (g_str_has_prefix (line, "expect "))
    input_expect (has_name, line + strlen ("expect "));
  else if (g_str_equal (line, "hit"))
    input_answer_hit ();
  else if (g_str_equal (line, "seen"))
    input_answer_seen ();
  else if (g_str_equal (line, "drag"))
    input_answer_drag ();
  else if (g_str_equal (line, "cursor"))
    input_answer_cursor ();
  else if (g_str_equal (line, "quiet"))
    input_answer_when_quiet ();
  else if (g_str_equal (line, "title") || g_str_equal (line, "windows"))
    answer_windows (g_str_equal (line, "title"));
  else if (g_str_equal (line, "started"))
    printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", meter_get_painted_us (),
            meter_get_usable_us ());
  else if (g_str_equal (line, "measure") || g_str_equal (line, "measured"))
    answer_measure (g_str_equal (line, "measure"));
  else
    printf ("none\n");
}

static gboolean
question_cb (int fd, GIOCondition condition, gpointer data)
{
  static gboolean watching;
  char *line = NULL;
  size_t size = 0;

  if (!watching && gdk_display_get_default () != NULL)
    {
      watching = TRUE;
      input_watch_start ();
    }
  if (getline (&line, &size, stdin) < 0)
    {
      free (line);
      return G_SOURCE_REMOVE;
    }
  g_strchomp (line);
  answer (line);
  fflush (stdout);
  free (line);
  return G_SOURCE_CONTINUE;
}

static void __attribute__ ((constructor)) probe_start (void)
{
  /* Processes that the program starts are none of the test's business. */
  g_unsetenv ("LD_PRELOAD");
  setvbuf (stdin, NULL, _IONBF, 0);
  g_unix_fd_add (0, G_IO_IN, question_cb, NULL);
  meter_watch_start ();
}
