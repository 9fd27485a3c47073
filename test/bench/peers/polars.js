// polars, one thread, every cell as text: the rows whose vendor is one of five words.
process.env.POLARS_MAX_THREADS = '1';
const { default: pl } = await import('nodejs-polars');

const [path = '', column = '', expression = ''] = process.argv.slice(2);
const rows = pl.readCSV(path, { inferSchemaLength: 0 });
process.stdout.write(`${rows.filter(pl.col(column).str.contains(`(?i)${expression}`)).height}\n`);
