import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { bundledGlossary, bundledTaxonomy } from './host/bundled.ts';
import { serve } from './lsp/server.ts';

if (!process.argv.some(argument => /^--(?:stdio|node-ipc|socket|pipe)/.test(argument))) process.argv.push('--stdio');
serve(createConnection(ProposedFeatures.all), bundledTaxonomy(), bundledGlossary(__dirname));
