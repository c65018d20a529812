/** What calls cost the organization, as billing tells it, and whether notes say so. */
package dev.ramal.crm.prices;
