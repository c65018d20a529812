/** What a person sees of the flow into the CRM, and what they can do about its failures. */
package dev.ramal.crm.sync;
