import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Desk } from "../desk/desk.ts";
import { openLedger } from "../ledger/open-ledger.ts";
import { openPartnerRegister } from "../partners/partner-register.ts";

interface DeskOptions {
  readonly dataFolder: string;
  readonly firstAdministrator: string;
  readonly clock: () => Date;
}

/** The ledger of a data folder and the register of partners in it; both are made where missing. */
export function openDesk({ dataFolder, firstAdministrator, clock }: DeskOptions): Desk {
  const ledger = openLedger({ folder: ledgerFolder(dataFolder), now: clock, firstAdministrator });
  return { ledger, register: openPartnerRegister(ledger.database), close: () => ledger.close() };
}

/** A desk that is opened when it is first used. */
export interface DeskWhenUsed {
  /** Opens it. */
  use(): Desk;
  /** Opens it only if something was ever written there. */
  look(): Desk | undefined;
  close(): void;
}

export function deskWhenUsed(options: DeskOptions): DeskWhenUsed {
  let desk: Desk | undefined;
  const use = () => {
    desk ??= openDesk(options);
    return desk;
  };
  return {
    use,
    look: () => (desk || existsSync(ledgerFolder(options.dataFolder)) ? use() : undefined),
    close: () => desk?.close(),
  };
}

/** Where the ledger of a data folder lies. */
export function ledgerFolder(dataFolder: string): string {
  return join(dataFolder, "ledger");
}
