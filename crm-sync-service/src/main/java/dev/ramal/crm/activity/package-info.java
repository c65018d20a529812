/** The life of one call on its way into the CRM: one pure machine. */
package dev.ramal.crm.activity;
