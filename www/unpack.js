// Unpacks LZMA (lc=3, lp=0, pb=0), as `xz --format=raw` of build.sh packs it: a quarter smaller than what browsers
// unpack by themselves. Written from the public description of the format; `size` is the length of the result.
function unpack(input, size) {
    const MATCH = 0, REP = 12, REP_0 = 24, REP_1 = 36, REP_2 = 48, REP_0_LONG = 60, SLOT = 72, SPECIAL = 328, ALIGN = 456,
        LENGTH = 472, REP_LENGTH = 746, LITERAL = 1020;
    const output = new Uint8Array(size), chance = new Uint16Array(LITERAL + 8 * 0x300).fill(1024);
    let at = 5, range = 0xffffffff, code = ((input[1] << 24) | (input[2] << 16) | (input[3] << 8) | input[4]) >>> 0;
    function next() {
        range = (range << 8) >>> 0;
        code = ((code << 8) | input[at++]) >>> 0;
    }
    function bit(index) {
        const old = chance[index], bound = (range >>> 11) * old;
        let result = 0;
        if (code < bound) {
            range = bound;
            chance[index] = old + ((2048 - old) >>> 5);
        } else {
            range -= bound;
            code -= bound;
            chance[index] = old - (old >>> 5);
            result = 1;
        }
        if (range < 0x1000000) next();
        return result;
    }
    function tree(base, bits) {
        let node = 1;
        for (let i = 0; i < bits; i++) node = (node << 1) | bit(base + node);
        return node - (1 << bits);
    }
    function reverse(base, bits) {
        let node = 1, value = 0;
        for (let i = 0; i < bits; i++) {
            const one = bit(base + node);
            node = (node << 1) | one;
            value |= one << i;
        }
        return value;
    }
    function direct(bits) {
        let value = 0;
        while (bits-- > 0) {
            range >>>= 1;
            value <<= 1;
            if (code >= range) {
                code -= range;
                value |= 1;
            }
            if (range < 0x1000000) next();
        }
        return value;
    }
    function length(base) {
        if (!bit(base)) return tree(base + 2, 3);
        if (!bit(base + 1)) return 8 + tree(base + 10, 3);
        return 16 + tree(base + 18, 8);
    }
    function distance(slot) {
        if (slot < 4) return slot;
        const bits = (slot >> 1) - 1, start = ((2 | (slot & 1)) << bits) >>> 0;
        if (slot < 14) return start + reverse(SPECIAL + start - slot, bits);
        return start + direct(bits - 4) * 16 + reverse(ALIGN, 4);
    }
    let state = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0, position = 0;
    while (position < size) {
        if (!bit(MATCH + state)) {
            const base = LITERAL + 0x300 * (position ? output[position - 1] >> 5 : 0);
            let symbol = 1;
            if (state >= 7) {
                let match = output[position - rep0 - 1];
                while (symbol < 0x100) {
                    const expected = (match >> 7) & 1, one = bit(base + ((1 + expected) << 8) + symbol);
                    match <<= 1;
                    symbol = (symbol << 1) | one;
                    if (one !== expected) break;
                }
            }
            while (symbol < 0x100) symbol = (symbol << 1) | bit(base + symbol);
            output[position++] = symbol;
            state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
            continue;
        }
        let count;
        if (bit(REP + state)) {
            if (!bit(REP_0 + state)) {
                if (!bit(REP_0_LONG + state)) {
                    state = state < 7 ? 9 : 11;
                    output[position] = output[position - rep0 - 1];
                    position++;
                    continue;
                }
            } else {
                let chosen = rep1;
                if (bit(REP_1 + state)) {
                    chosen = rep2;
                    if (bit(REP_2 + state)) {
                        chosen = rep3;
                        rep3 = rep2;
                    }
                    rep2 = rep1;
                }
                rep1 = rep0;
                rep0 = chosen;
            }
            count = length(REP_LENGTH) + 2;
            state = state < 7 ? 8 : 11;
        } else {
            rep3 = rep2;
            rep2 = rep1;
            rep1 = rep0;
            count = length(LENGTH);
            state = state < 7 ? 7 : 10;
            rep0 = distance(tree(SLOT + 64 * Math.min(count, 3), 6));
            count += 2;
        }
        for (let from = position - rep0 - 1; count > 0 && position < size; count--) output[position++] = output[from++];
    }
    return output;
}
