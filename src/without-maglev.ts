import { setFlagsFromString } from 'node:v8'

/**
 * The first import of every process that computes: V8's middle compiler made wrong figures of right code, now and then
 * and without a word (docs/adr/0018). The interpreter, the baseline and the top compiler stay.
 */
setFlagsFromString('--no-maglev')
