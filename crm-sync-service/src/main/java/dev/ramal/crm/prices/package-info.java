/** What calls cost the organization, as billing tells it, and what it wants in its notes. */
package dev.ramal.crm.prices;
