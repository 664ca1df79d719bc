//! Common Brazilian names; every person of the demo hospital is an invented combination of them.

pub const WOMEN: [&str; 46] = [
    "Ana", "Beatriz", "Camila", "Carolina", "Cecília", "Clara", "Débora", "Eduarda", "Eliane", "Fátima", "Flávia",
    "Gabriela", "Giovana", "Helena", "Iara", "Isabel", "Joana", "Júlia", "Lara", "Laura", "Letícia", "Lívia",
    "Luana", "Lúcia", "Luísa", "Manuela", "Marcela", "Mariana", "Marta", "Natália", "Olívia", "Patrícia", "Priscila",
    "Rafaela", "Regina", "Renata", "Rosa", "Sandra", "Sofia", "Sônia", "Tânia", "Teresa", "Valéria", "Vera",
    "Vitória", "Yara",
];

pub const MEN: [&str; 50] = [
    "Adriano", "Alexandre", "Antônio", "Arthur", "Augusto", "Benício", "Bernardo", "Caio", "Carlos", "César", "Davi",
    "Diego", "Edson", "Emanuel", "Enzo", "Fábio", "Felipe", "Fernando", "Francisco", "Gabriel", "Geraldo",
    "Guilherme", "Heitor", "Igor", "Ivan", "Jonas", "Jorge", "José", "Júlio", "Leandro", "Lorenzo", "Lucas", "Luís",
    "Márcio", "Marcos", "Mateus", "Miguel", "Murilo", "Nelson", "Paulo", "Pedro", "Raimundo", "Renan", "Samuel",
    "Sebastião", "Tiago", "Valdir", "Vicente", "Vítor", "Wagner",
];

pub const SURNAMES: [&str; 50] = [
    "Almeida", "Alves", "Andrade", "Araújo", "Azevedo", "Barbosa", "Batista", "Bezerra", "Brito", "Carvalho",
    "Castro", "Cavalcanti", "Correia", "Cunha", "Dias", "Farias", "Ferreira", "Gomes", "Gonçalves", "Lima", "Lopes",
    "Macedo", "Marques", "Martins", "Medeiros", "Melo", "Mendes", "Miranda", "Moraes", "Moreira", "Nascimento",
    "Neves", "Oliveira", "Pereira", "Pinto", "Ramos", "Reis", "Ribeiro", "Rodrigues", "Sales", "Santana", "Santos",
    "Silveira", "Soares", "Souza", "Teixeira", "Vargas", "Viana", "Vieira", "Xavier",
];

pub const STREETS: [&str; 15] = [
    "das Acácias", "das Palmeiras", "do Comércio", "da Matriz", "dos Ipês", "das Laranjeiras", "do Bosque",
    "da Estação", "dos Pioneiros", "da Liberdade", "do Sol", "das Orquídeas", "da Serra", "dos Navegantes",
    "do Mercado",
];

pub const ALLERGENS: [&str; 10] = [
    "Penicilinas", "Dipirona", "Sulfas", "AINEs", "Iodo", "Látex", "Cefalosporinas", "Morfina", "Camarão",
    "Metoclopramida",
];
