/** Whether contacts of the CRM may be called and written to, and who is told of it. */
package dev.ramal.crm.consent;
