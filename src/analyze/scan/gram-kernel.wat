;; The inner loops of the scan: what gram-search.ts and passing-lines.ts do, in instructions that look at sixteen bytes
;; at a time. Compiled into gram-kernel-bytes.ts by `npm run generate`; gram-kernel.ts lays out the memory.
;;
;;   0        flags   by hash, a byte each
;;   0x20000  heads   by hash, the index of its first row
;;   0xA0000  beside  by byte, 1 where it may stand beside a word
;;   0xA0100  passed  where the last call of pass ended
;;   0xA0200  sighted pairs: a literal, and the address where it ends
;;   0xB0200  rows    32 bytes each: gram, check gram, its distance, next row, offset, target
;;   behind   targets: literal, bytes before, bytes after, is it a word, length, its bytes
;;   behind   the chunk, with the bytes before it, and sixteen bytes more that are read and not looked at
(module
  (import "scan" "memory" (memory 12))

  ;; Adds the literals that are seen by the word at $at, whose hash has a row. Those that end before $fresh are known.
  (func $verify (param $at i32) (param $hash i32) (param $begin i32) (param $fresh i32) (param $end i32)
      (param $sighted i32) (result i32)
    (local $row i32) (local $target i32) (local $gram i32) (local $check i32)
    (local $start i32) (local $stop i32) (local $length i32) (local $index i32) (local $byte i32)
    (local.set $gram (i32.or (i32.load align=1 (local.get $at)) (i32.const 0x20202020)))
    (local.set $index (i32.load offset=0x20000 (i32.shl (local.get $hash) (i32.const 2))))
    (block $done
      (loop $rows
        (br_if $done (i32.eqz (local.get $index)))
        (local.set $row (i32.shl (local.get $index) (i32.const 5)))
        (block $refused
          ;; Of a hundred grams in the table, one or two belong to a literal: these two comparisons refuse the others.
          (br_if $refused (i32.ne (i32.load offset=0xB0200 (local.get $row)) (local.get $gram)))
          (local.set $check (i32.add (local.get $at) (i32.load offset=0xB0208 (local.get $row))))
          (br_if $refused (i32.lt_u (local.get $check) (local.get $begin)))
          (br_if $refused (i32.ne
            (i32.or (i32.load align=1 (local.get $check)) (i32.const 0x20202020))
            (i32.load offset=0xB0204 (local.get $row))))

          (local.set $target (i32.load offset=0xB0214 (local.get $row)))
          (local.set $length (i32.load offset=16 (local.get $target)))
          (local.set $start (i32.sub (local.get $at) (i32.load offset=0xB0210 (local.get $row))))
          (local.set $stop (i32.add (local.get $start) (local.get $length)))
          (br_if $refused (i32.lt_u (i32.sub (local.get $start) (i32.load offset=4 (local.get $target))) (local.get $begin)))
          (local.set $index (i32.add (local.get $stop) (i32.load offset=8 (local.get $target))))
          (br_if $refused (i32.gt_u (local.get $index) (local.get $end)))
          (br_if $refused (i32.le_u (local.get $index) (local.get $fresh)))
          (if (i32.load offset=12 (local.get $target)) (then
            (br_if $refused (i32.eqz (i32.load8_u offset=0xA0000
              (i32.load8_u (i32.sub (local.get $start) (i32.const 1))))))
            (br_if $refused (i32.eqz (i32.load8_u offset=0xA0000 (i32.load8_u (local.get $stop)))))))

          (local.set $index (i32.const 0))
          (loop $bytes
            (local.set $byte (i32.load8_u (i32.add (local.get $start) (local.get $index))))
            ;; A to Z
            (if (i32.lt_u (i32.sub (local.get $byte) (i32.const 65)) (i32.const 26))
              (then (local.set $byte (i32.or (local.get $byte) (i32.const 0x20)))))
            (br_if $refused (i32.ne (local.get $byte)
              (i32.load8_u offset=20 (i32.add (local.get $target) (local.get $index)))))
            (local.set $index (i32.add (local.get $index) (i32.const 1)))
            (br_if $bytes (i32.lt_u (local.get $index) (local.get $length))))

          (i32.store (local.get $sighted) (i32.load (local.get $target)))
          (i32.store offset=4 (local.get $sighted) (local.get $stop))
          (local.set $sighted (i32.add (local.get $sighted) (i32.const 8))))
        (local.set $index (i32.load offset=0xB020C (local.get $row)))
        (br $rows)))
    (local.get $sighted))

  ;; Looks at every fourth gram from $at on. Returns where it stopped, which is before $end when the list was full;
  ;; `passed` holds the end of the list.
  (func (export "search") (param $at i32) (param $begin i32) (param $fresh i32) (param $end i32) (result i32)
    (local $hashes v128) (local $a i32) (local $b i32) (local $c i32) (local $d i32) (local $sighted i32)
    (local.set $sighted (i32.const 0xA0200))
    (block $done
      (loop $words
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $hashes (i32x4.shr_u
          (i32x4.mul
            (v128.or (v128.load align=1 (local.get $at))
              (v128.const i32x4 0x20202020 0x20202020 0x20202020 0x20202020))
            (v128.const i32x4 0x9e3779b1 0x9e3779b1 0x9e3779b1 0x9e3779b1))
          (i32.const 15)))
        (local.set $a (i32x4.extract_lane 0 (local.get $hashes)))
        (local.set $b (i32x4.extract_lane 1 (local.get $hashes)))
        (local.set $c (i32x4.extract_lane 2 (local.get $hashes)))
        (local.set $d (i32x4.extract_lane 3 (local.get $hashes)))
        (if (i32.or
              (i32.or (i32.load8_u (local.get $a)) (i32.load8_u (local.get $b)))
              (i32.or (i32.load8_u (local.get $c)) (i32.load8_u (local.get $d))))
          (then
            (if (i32.load8_u (local.get $a)) (then (local.set $sighted (call $verify
              (local.get $at) (local.get $a)
              (local.get $begin) (local.get $fresh) (local.get $end) (local.get $sighted)))))
            (if (i32.load8_u (local.get $b)) (then (local.set $sighted (call $verify
              (i32.add (local.get $at) (i32.const 4)) (local.get $b)
              (local.get $begin) (local.get $fresh) (local.get $end) (local.get $sighted)))))
            (if (i32.load8_u (local.get $c)) (then (local.set $sighted (call $verify
              (i32.add (local.get $at) (i32.const 8)) (local.get $c)
              (local.get $begin) (local.get $fresh) (local.get $end) (local.get $sighted)))))
            (if (i32.load8_u (local.get $d)) (then (local.set $sighted (call $verify
              (i32.add (local.get $at) (i32.const 12)) (local.get $d)
              (local.get $begin) (local.get $fresh) (local.get $end) (local.get $sighted)))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        ;; Where the list has no room for all that four words may show.
        (br_if $words (i32.lt_u (local.get $sighted) (i32.const 0xAE000)))))
    (i32.store (i32.const 0xA0100) (local.get $sighted))
    (local.get $at))

  ;; Passes over the lines that end between $at and $end, up to the first that begins with E or F. Returns how many they
  ;; are; `passed` holds where the line behind them begins.
  (func (export "pass") (param $at i32) (param $end i32) (result i32)
    (local $feeds i32) (local $wanted i32) (local $passed i32) (local $lines i32) (local $next v128)
    (local.set $passed (local.get $at))
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $feeds (i8x16.bitmask (i8x16.eq (v128.load align=1 (local.get $at)) (i8x16.splat (i32.const 10)))))
        (if (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 16)) (then
          (local.set $feeds (i32.and (local.get $feeds)
            (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $end) (local.get $at))) (i32.const 1))))))
        (if (local.get $feeds) (then
          (local.set $next (v128.load offset=1 align=1 (local.get $at)))
          (local.set $wanted (i32.and (local.get $feeds) (i8x16.bitmask (v128.or
            (i8x16.eq (local.get $next) (i8x16.splat (i32.const 69)))
            (i8x16.eq (local.get $next) (i8x16.splat (i32.const 70)))))))
          ;; Only the line ends up to the first that is wanted.
          (if (local.get $wanted) (then
            (local.set $feeds (i32.and (local.get $feeds)
              (i32.xor (local.get $wanted) (i32.sub (local.get $wanted) (i32.const 1)))))))
          (local.set $lines (i32.add (local.get $lines) (i32.popcnt (local.get $feeds))))
          (local.set $passed (i32.add (local.get $at) (i32.sub (i32.const 32) (i32.clz (local.get $feeds)))))
          (br_if $done (local.get $wanted))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $bytes)))
    (i32.store (i32.const 0xA0100) (local.get $passed))
    (local.get $lines)))
