import { runRecipes } from './recipes.ts';

runRecipes('CONTRIBUTING.md', ['word', 'vendor', 'list']);
