/** HubSpot, API version 2026-09. Nothing outside this package knows of it. */
package dev.ramal.crm.hubspot;
