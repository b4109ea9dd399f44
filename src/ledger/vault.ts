import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import { squash } from "../text/search-form.ts";
import { canonicalJson } from "./canonical-json.ts";
import { createHiddenNames } from "./hidden-names.ts";
import type { KeyFolder } from "./key-folder.ts";
import type { Secret } from "./ledger.ts";
import type { LedgerDatabase } from "./ledger-database.ts";
import type { Sealed } from "./records.ts";

const OWNER_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 32;
const NOBODY = Buffer.alloc(OWNER_BYTES);

/**
 * Secrets, each encrypted (AES-256-GCM) under a key of its own that lies in a file outside the
 * database. To destroy the key is to erase the secret, in every copy of the database there is.
 */
export interface Vault {
  /** Encrypts a secret and writes its row, within a transaction; call `settle` when that has ended. */
  seal(secret: Secret, organisation?: string): Sealed;
  /** Keeps the keys of what this vault sealed and was committed; destroys those of what was not. */
  settle(): void;
  /** The secret; `undefined` after erasure, or when the key is not at hand (a restored backup). */
  open(sealed: Sealed): Secret | undefined;
  /** Takes the row out, within a transaction; `destroyKey` follows when that is committed. */
  remove(sealed: Sealed): void;
  destroyKey(sealed: Sealed): void;
  /** The names that it keeps for needs which were not erased, as far as their keys are at hand. */
  names(): readonly string[];
  /** A keyed hash of an organisation's name, org-…: equal for equal names, useless without the key. */
  organisationHash(nameOrHash: string): string;
  /** Whether a secret was sealed for an organisation. */
  belongsTo(sealed: Sealed, organisation: string): boolean;
  /** A keyed hash of who asks, hex: the same person has the same, and nobody can tell who it is. */
  hashAsker(id: string): string;
}

export function createVault({
  database: { db },
  keys,
  random,
}: {
  readonly database: LedgerDatabase;
  readonly keys: KeyFolder;
  readonly random: (bytes: number) => Buffer;
}): Vault {
  const insert = db.prepare("INSERT INTO vault (id, bytes) VALUES (?, ?)");
  const remove = db.prepare("DELETE FROM vault WHERE id = ?");
  const bytesOf = db.prepare<[string], Buffer>("SELECT bytes FROM vault WHERE id = ?").pluck();
  const hmac = keyedHash(keys);
  const pending: string[] = [];
  const read = (id: string) => readSecret(id, bytesOf.get(id), keys.read(id));
  const names = createHiddenNames(db, nameBy(read));
  const organisationHash = (name: string) =>
    ORGANISATION_HASH.test(name) ? name : `org-${hmac("organisation", squash(name))}`;
  return {
    seal(secret, organisation) {
      const id = random(16).toString("hex");
      pending.push(id);
      const text = canonicalJson(secret);
      const salt = random(SALT_BYTES);
      const owner = organisation === undefined ? NOBODY : fromHash(organisationHash(organisation));
      const plain = Buffer.concat([salt, Buffer.from(text)]);
      const bytes = encrypt({ id, owner, plain, key: keys.make(id), nonce: random(NONCE_BYTES) });
      insert.run(id, bytes);
      names.add(id, secret.organisation);
      return { id, commitment: sha256(plain), bytesHash: sha256(bytes) };
    },
    settle() {
      for (const id of pending.splice(0)) keys.settle(id, bytesOf.get(id) !== undefined);
    },
    open(sealed) {
      const found = sealed.erasedAt === undefined ? read(sealed.id) : undefined;
      if (found && found.commitment !== sealed.commitment) {
        throw new Error(`what the vault keeps as ${sealed.id} is not what was promised`);
      }
      return found?.secret;
    },
    names: names.all,
    remove({ id }) {
      remove.run(id);
      names.drop(id);
    },
    destroyKey: ({ id }) => keys.destroy(id),
    organisationHash,
    belongsTo(sealed, organisation) {
      const owner = bytesOf.get(sealed.id)?.subarray(0, OWNER_BYTES);
      return owner !== undefined && owner.equals(fromHash(organisationHash(organisation)));
    },
    hashAsker: (id) => hmac("asker", id),
  };
}

/**
 * Destroys what a stop at a bad moment left: keys without a committed row, and keys of what was erased.
 */
export function tidyKeys(keys: KeyFolder, { db, write }: LedgerDatabase): void {
  const row = db.prepare<[string], string>("SELECT id FROM vault WHERE id = ?");
  if (keys.fresh().length > 0) {
    // A key is made and its row committed under the write lock: whoever holds it sees every row that
    // another process will ever write for these keys.
    write(() => {
      for (const id of keys.fresh()) keys.settle(id, row.get(id) !== undefined);
    });
  }
  const kept = new Set(keys.kept());
  const erased = db
    .prepare<[], string>(
      `SELECT erased FROM need WHERE erased IS NOT NULL
       UNION ALL SELECT erased FROM answer WHERE erased IS NOT NULL`,
    )
    .pluck();
  for (const id of erased.all()) if (kept.has(id)) keys.destroy(id);
}

/** SHA-256, hex. */
export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const ORGANISATION_HASH = /^org-[0-9a-f]{64}$/u;

function fromHash(organisationHash: string): Buffer {
  return Buffer.from(organisationHash.slice("org-".length), "hex");
}

function keyedHash(keys: KeyFolder): (use: string, text: string) => string {
  let key: Buffer | undefined;
  return (use, text) => {
    key ??= keys.shared("names.secret");
    return createHmac("sha256", key).update(`${use}\u0000${text.toWellFormed()}`).digest("hex");
  };
}

interface Plain {
  readonly id: string;
  readonly owner: Buffer;
  readonly plain: Buffer;
  readonly key: Buffer;
  readonly nonce: Buffer;
}

/** Owner, nonce, tag, ciphertext; the place in the vault and the owner cannot be exchanged. */
function encrypt({ id, owner, plain, key, nonce }: Plain): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.concat([owner, Buffer.from(id)]));
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([owner, nonce, cipher.getAuthTag(), encrypted]);
}

/** The name in a secret. A damaged one must not stop all writing: verify tells which it is. */
function nameBy(read: (id: string) => { readonly secret: Secret } | undefined) {
  return (id: string) => {
    try {
      return read(id)?.secret.organisation;
    } catch {
      return undefined;
    }
  };
}

function readSecret(id: string, bytes: Buffer | undefined, key: Buffer | undefined) {
  if (!bytes || !key) return undefined;
  const owner = bytes.subarray(0, OWNER_BYTES);
  const nonce = bytes.subarray(OWNER_BYTES, OWNER_BYTES + NONCE_BYTES);
  const tagEnd = OWNER_BYTES + NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([owner, Buffer.from(id)]));
  decipher.setAuthTag(bytes.subarray(tagEnd - TAG_BYTES, tagEnd));
  const plain = Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
  // Nothing but a secret was ever encrypted, and the tag tells that it is the same.
  const secret = JSON.parse(plain.subarray(SALT_BYTES).toString()) as Secret;
  return { secret, commitment: sha256(plain) };
}
