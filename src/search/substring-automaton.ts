/**
 * The suffix automaton of a string: the smallest machine that reads all its substrings and nothing
 * else (Blumer et al. 1985). Built and walked in linear time; states are counted in 16 bits, so the
 * string has at most 32,000 characters.
 */
export interface SubstringAutomaton {
  /** How many states there are; state 0 has read nothing. */
  readonly size: number;
  /** The state after the whole string up to and with character i. */
  readonly prefixStates: Uint16Array;
  /** Length of the longest substring that ends in a state. */
  readonly lengths: Uint16Array;
  /** The state of the longest suffix that is in another state. */
  readonly links: Uint16Array;
  /** States by falling length, the start last. */
  readonly longestFirst: Uint16Array;
  /** Symbol of a code unit, from 1; 0 when the string does not have it. */
  readonly symbols: Uint16Array;
  /** State after `state` and a symbol, at state × alphabet + symbol; 0 when there is none. */
  readonly next: Uint16Array;
  readonly alphabet: number;
}

export function createSubstringAutomaton(string: string): SubstringAutomaton {
  const symbols = new Uint16Array(0x1_0000);
  let alphabet = 1;
  for (let i = 0; i < string.length; i++) {
    const unit = string.charCodeAt(i);
    if (symbols[unit] === 0) symbols[unit] = alphabet++;
  }
  const machine = {
    next: new Uint16Array(2 * string.length * alphabet + alphabet),
    links: new Uint16Array(2 * string.length + 1),
    lengths: new Uint16Array(2 * string.length + 1),
    alphabet,
  };
  const prefixStates = new Uint16Array(string.length);
  let size = 1;
  let last = 0;
  for (let i = 0; i < string.length; i++) {
    const added = extend(machine, { last, size, symbol: symbols[string.charCodeAt(i)] ?? 0 });
    last = added.last;
    size = added.size;
    prefixStates[i] = last;
  }
  return { ...machine, size, prefixStates, symbols, longestFirst: byLength(machine.lengths, size) };
}

interface Machine {
  readonly next: Uint16Array;
  readonly links: Uint16Array;
  readonly lengths: Uint16Array;
  readonly alphabet: number;
}

/** Adds one symbol to what the machine reads. State 0 stands for "no such state" in `next`. */
function extend(
  { next, links, lengths, alphabet }: Machine,
  { last, size, symbol }: { readonly last: number; readonly size: number; readonly symbol: number },
): { readonly last: number; readonly size: number } {
  const at = (state: number) => state * alphabet + symbol;
  const redirect = (from: number, old: number, to: number) => {
    let state = from;
    while (next[at(state)] === old) {
      next[at(state)] = to;
      if (state === 0) return -1;
      state = links[state] ?? 0;
    }
    return state;
  };
  const added = size;
  lengths[added] = (lengths[last] ?? 0) + 1;
  const state = redirect(last, 0, added);
  if (state < 0) return { last: added, size: size + 1 };
  const target = next[at(state)] ?? 0;
  if (lengths[target] === (lengths[state] ?? 0) + 1) {
    links[added] = target;
    return { last: added, size: size + 1 };
  }
  const clone = size + 1;
  lengths[clone] = (lengths[state] ?? 0) + 1;
  next.copyWithin(clone * alphabet, target * alphabet, (target + 1) * alphabet);
  links[clone] = links[target] ?? 0;
  links[target] = clone;
  links[added] = clone;
  redirect(state, target, clone);
  return { last: added, size: size + 2 };
}

function byLength(lengths: Uint16Array, size: number): Uint16Array {
  const states = Uint16Array.from({ length: size }, (_, state) => state);
  return states.sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
}

/**
 * Of every state, the length of the longest of its strings' suffixes that a text has, the text given
 * as code units. Linear in the length of the text and the number of states.
 */
export function longestMatches(automaton: SubstringAutomaton, units: Uint16Array): Uint16Array {
  const matches = new Uint16Array(automaton.size);
  walk(automaton, units, matches);
  const { longestFirst, links, lengths } = automaton;
  const linkOf = (state: number) => links[state] ?? 0;
  // A text that has a string has its suffixes.
  for (const state of longestFirst) {
    if (matches[state] !== 0) matches[linkOf(state)] = lengths[linkOf(state)] ?? 0;
  }
  // Where it has none of a state's own strings, it may have a shorter suffix.
  for (let i = longestFirst.length - 1; i >= 0; i--) {
    const state = longestFirst[i] ?? 0;
    if (matches[state] === 0) matches[state] = matches[linkOf(state)] ?? 0;
  }
  return matches;
}

/** Notes for each state the longest match of the text that ends in it. */
function walk(
  { symbols, next, links, lengths, alphabet }: SubstringAutomaton,
  units: Uint16Array,
  matches: Uint16Array,
): void {
  const at = (state: number, symbol: number) => next[state * alphabet + symbol] ?? 0;
  let state = 0;
  let length = 0;
  for (const unit of units) {
    const symbol = symbols[unit] ?? 0;
    while (state > 0 && at(state, symbol) === 0) {
      state = links[state] ?? 0;
      length = lengths[state] ?? 0;
    }
    state = at(state, symbol);
    length = state === 0 ? 0 : length + 1;
    matches[state] = Math.max(matches[state] ?? 0, length);
  }
}
