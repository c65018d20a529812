/** What the CRM tells by itself: taken once, answered at once, applied afterwards. */
package dev.ramal.crm.webhooks;
