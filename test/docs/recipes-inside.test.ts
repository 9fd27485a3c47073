import { runRecipes } from './recipes.ts';

runRecipes('docs/inside.md', ['input format', 'report format', 'kind of evidence', 'option']);
