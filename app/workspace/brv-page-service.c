/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-page-service.h"

#include "verify/brv-verify.h"
#include "workspace/brv-page-findings.h"

/* A value on its way from the thread to the main loop. */
typedef struct
{
  BrvPageService *service;
  BrvBrief *brief;
  BrvVerdicts *verdicts;
  BrvPages *pages;
  GPtrArray *findings; /* BrvFinding */
  GError *error;
} Delivery;

struct _BrvPageService
{
  gatomicrefcount references; /* the owner's and one for each delivery on its way */
  BrvPageResultFunc func;
  gpointer user_data;
  gboolean closed; /* main thread: deliver nothing any more */

  GThread *thread;
  GCancellable *cancellable;

  GMutex mutex; /* guards what follows */
  GCond wanted;
  BrvBrief *brief; /* (nullable): the request that waits */
  BrvTypesetFlags flags;
  gboolean stop;
};

static void
service_unref (BrvPageService *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->brief, brv_brief_unref);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wanted);
  g_free (self);
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_clear_pointer (&delivery->brief, brv_brief_unref);
  g_clear_pointer (&delivery->verdicts, brv_verdicts_unref);
  g_clear_pointer (&delivery->pages, brv_pages_unref);
  g_clear_pointer (&delivery->findings, g_ptr_array_unref);
  g_clear_error (&delivery->error);
  service_unref (delivery->service);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  const Delivery *delivery = data;
  BrvPageService *self = delivery->service;
  const BrvPageResult result = { delivery->brief, delivery->verdicts, delivery->pages,
                                 delivery->findings, delivery->error };

  if (!self->closed)
    self->func (&result, self->user_data);
  return G_SOURCE_REMOVE;
}

/* Waits for a request; NULL means that the service ends. */
static BrvBrief *
take_request (BrvPageService *self, BrvTypesetFlags *flags)
{
  BrvBrief *brief;

  g_mutex_lock (&self->mutex);
  while (self->brief == NULL && !self->stop)
    g_cond_wait (&self->wanted, &self->mutex);
  brief = self->stop ? NULL : g_steal_pointer (&self->brief);
  *flags = self->flags;
  g_mutex_unlock (&self->mutex);
  return brief;
}

static gpointer
run (gpointer data)
{
  BrvPageService *self = data;
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (BrvBrief) last_brief = NULL;
  g_autoptr (BrvVerdicts) last_verdicts = NULL;
  BrvTypesetFlags flags;
  BrvBrief *brief;

  while ((brief = take_request (self, &flags)) != NULL)
    {
      Delivery *delivery = g_new0 (Delivery, 1);

      delivery->service = self;
      g_atomic_ref_count_inc (&self->references);
      delivery->brief = brief;
      delivery->verdicts =
        brv_verify_brief (brief, last_brief, last_verdicts, self->cancellable, &delivery->error);
      if (delivery->verdicts != NULL)
        {
          g_clear_pointer (&last_brief, brv_brief_unref);
          g_clear_pointer (&last_verdicts, brv_verdicts_unref);
          last_brief = brv_brief_ref (brief);
          last_verdicts = brv_verdicts_ref (delivery->verdicts);
          delivery->pages = brv_typesetter_run (typesetter, brief, delivery->verdicts, flags,
                                                self->cancellable, &delivery->error);
          if (delivery->pages != NULL)
            delivery->findings = brv_page_findings_list (delivery->pages, brief);
        }
      g_idle_add_full (G_PRIORITY_DEFAULT, deliver_cb, delivery, delivery_free);
    }
  return NULL;
}

/**
 * brv_page_service_new:
 * @func: receives each result, on the main thread
 * @user_data: for @func
 *
 * Returns: (transfer full): a service with its thread
 */
BrvPageService *
brv_page_service_new (BrvPageResultFunc func, gpointer user_data)
{
  BrvPageService *self = g_new0 (BrvPageService, 1);

  g_atomic_ref_count_init (&self->references);
  self->func = func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wanted);
  self->thread = g_thread_new ("pages", run, self);
  return self;
}

/**
 * brv_page_service_free:
 * @self: (transfer full): a service
 *
 * Stops the work and waits for the thread. Nothing is delivered after this.
 */
void
brv_page_service_free (BrvPageService *self)
{
  self->closed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->mutex);
  self->stop = TRUE;
  g_cond_signal (&self->wanted);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  service_unref (self);
}

/**
 * brv_page_service_request:
 * @self: a service
 * @brief: what to check and typeset
 * @flags: how
 *
 * Asks for the pages of @brief. A request that still waits gives way to this one; one at work
 * goes on, so that steady typing never starves the preview.
 */
void
brv_page_service_request (BrvPageService *self, const BrvBrief *brief, BrvTypesetFlags flags)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->brief, brv_brief_unref);
  self->brief = brv_brief_ref (brief);
  self->flags = flags;
  g_cond_signal (&self->wanted);
  g_mutex_unlock (&self->mutex);
}
