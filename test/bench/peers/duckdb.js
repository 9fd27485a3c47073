// DuckDB, one thread, every cell as text: the rows whose vendor is one of five words.
import { DuckDBInstance } from '@duckdb/node-api';

const [path = '', column = '', expression = ''] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const found = await connection.runAndReadAll(
  `select * from read_csv('${path}', all_varchar = true, header = true) where regexp_matches("${column}", '${expression}', 'i')`,
);
process.stdout.write(`${found.currentRowCount}\n`);
