// Reads a Parquet file exactly: decimals and times as the integers that the file holds, which the library hands out
// as BigInt once the columns are not said to be decimals and times. What it makes of them by itself stands beside.
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'

const file = await asyncBufferFromFile(process.argv[2])
const usual = await parquetReadObjects({ file })
const metadata = await parquetMetadataAsync(file)
const scales = new Map()
for (const column of metadata.schema) {
  const type = column.logical_type?.type ?? column.converted_type
  if (type === 'DECIMAL') {
    scales.set(column.name, column.logical_type?.scale ?? column.scale)
  }
  if (type === 'DECIMAL' || type?.startsWith('TIMESTAMP')) {
    delete column.logical_type
    delete column.converted_type
  }
}

function exact(name, value) {
  if (typeof value !== 'bigint' || !scales.has(name)) {
    return typeof value === 'bigint' ? value.toString() : value
  }
  const digits = (value < 0n ? -value : value).toString().padStart(scales.get(name) + 1, '0')
  const point = digits.length - scales.get(name)
  return (value < 0n ? '-' : '') + digits.slice(0, point) + '.' + digits.slice(point)
}

const rows = await parquetReadObjects({ file, metadata })
console.log(
  JSON.stringify({
    exact: rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, exact(name, value)])),
    ),
    usual: usual.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value === 'bigint' ? value.toString() : value,
        ]),
      ),
    ),
  }),
)
