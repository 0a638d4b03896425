;; CRC-64/XZ, slicing by 16. `node tools/crc64/write.js` writes provider/client/crc64Module.ts from this file.
;; https://webassembly.github.io/spec/core/text/index.html
(module
  ;; From 0: 16 tables of 256 entries of 8 bytes. Table k, entry b: the CRC of byte b followed by k zero bytes.
  ;; From 65,536: room for 128 KiB of input.
  (memory (export "memory") 3)

  ;; Continues $state, the CRC before its final inversion, over the first $length bytes of the input.
  (func (export "update") (param $state i64) (param $length i32) (result i64)
    (local $at i32) (local $stop i32) (local $word i64)
    (local.set $at (i32.const 65536))

    ;; Sixteen bytes at a time: the first eight meet the state, the second eight are $word.
    (local.set $stop (i32.add (i32.const 65536) (i32.and (local.get $length) (i32.const -16))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $stop)))
        (local.set $word (i64.load offset=8 (local.get $at)))
        (local.set $state (i64.xor (local.get $state) (i64.load (local.get $at))))
        ;; Each byte is looked up in the table of as many zero bytes as follow it.
        (i64.load offset=30720 (i32.shl (i32.and (i32.wrap_i64 (local.get $state)) (i32.const 255)) (i32.const 3)))
        (i64.load offset=28672 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $state) (i64.const 8))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=26624 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $state) (i64.const 16))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=24576 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $state) (i64.const 24))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=22528 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $state) (i64.const 32))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=20480 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $state) (i64.const 40))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=18432 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $state) (i64.const 48))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=16384 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $state) (i64.const 56))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=14336 (i32.shl (i32.and (i32.wrap_i64 (local.get $word)) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=12288 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $word) (i64.const 8))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=10240 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $word) (i64.const 16))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=8192 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $word) (i64.const 24))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=6144 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $word) (i64.const 32))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=4096 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $word) (i64.const 40))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load offset=2048 (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $word) (i64.const 48))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (i64.load (i32.shl (i32.and (i32.wrap_i64 (i64.shr_u (local.get $word) (i64.const 56))) (i32.const 255)) (i32.const 3))) (i64.xor)
        (local.set $state)
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))

    ;; The rest, byte by byte.
    (local.set $stop (i32.add (i32.const 65536) (local.get $length)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $stop)))
        (local.set $word (i64.xor (i64.load8_u (local.get $at)) (local.get $state)))
        (local.set $state (i64.xor
          (i64.shr_u (local.get $state) (i64.const 8))
          (i64.load (i32.shl (i32.and (i32.wrap_i64 (local.get $word)) (i32.const 255)) (i32.const 3)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))

    (local.get $state)))
