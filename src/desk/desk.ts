import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { PartnerRegister } from "../partners/partner-register.ts";

/** What staff work with in one data folder, without the assistant. */
export interface Desk {
  readonly ledger: OpenLedger;
  readonly register: PartnerRegister;
  close(): void;
}
